import { describe, expect, it } from "vitest";
import type { Clip, SpaceMap } from "../api";
import { closeness, nearest } from "./nearest";

const clip = (name: string, x: number, code: number[]): Clip => ({ name, source: `${name}.mid`, phrase: 0, x, y: 0, code });
const map = { clips: [clip("on the map", 0, [0, 0, 9]), clip("in the space", 3, [3, 0, 0])] } as unknown as SpaceMap;

describe("the nearest clip", () => {
  it("is found by the whole code, not by the picture", () => {
    expect(nearest({ x: 0, y: 0, code: [0, 0, 0] }, map)).toEqual({ clip: map.clips[1], distance: 3 });
    expect(nearest({ x: 0, y: 0 }, map)?.clip.name).toBe("on the map");
  });

  it("is copied, near or far as the clips themselves are", () => {
    const spacing = { near: 1, far: 2 };
    const at = (distance: number) => closeness({ clip: map.clips[0] as Clip, distance }, spacing);
    expect([0, 0.1, 0.5, 2, 2.1].map(at)).toEqual(["copy", "copy", "near", "near", "new"]);
  });
});
