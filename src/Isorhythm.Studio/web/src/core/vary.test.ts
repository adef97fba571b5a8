import { describe, expect, it } from "vitest";
import type { SpaceMap } from "./api";
import { distance } from "./space/plane";
import { spreadOf, varied } from "./vary";

const codes = [[0, 0, 0], [4, 0, 0], [2, 2, 0], [2, -2, 0]];
const map = { clips: codes.map((code, i) => ({ name: `${i}`, source: "", phrase: 0, x: code[0], y: code[1], code })) } as unknown as SpaceMap;
const here = { x: 1, y: 1, code: [1, 1, 7] };

describe("varying", () => {
  it("measures by how far the clips spread", () => {
    expect(spreadOf(codes)).toBe(2);
    expect(spreadOf([])).toBe(0);
  });

  it("draws other places, none farther than the radius, and only where clips differ", () => {
    const drawn = Array.from({ length: 200 }, () => varied(here, map, 0.5));
    expect(new Set(drawn.map(({ code }) => code?.join())).size).toBeGreaterThan(150);
    drawn.forEach(({ code = [] }) => {
      expect(distance(code, here.code)).toBeLessThanOrEqual(1 + 1e-9);
      expect(distance(code, here.code)).toBeGreaterThan(0);
      expect(code[2]).toBeCloseTo(7, 0);
    });
  });

  it("moves the point where a place is no more than that", () => {
    const { x, y, code } = varied({ x: 1, y: 1 }, map, 0.5);
    expect(Math.hypot(x - 1, y - 1)).toBeLessThanOrEqual(1);
    expect(code).toBeUndefined();
  });
});
