import { describe, expect, it } from "vitest";
import { morphPlace } from "./morph";

const a = { x: 0, y: 0, code: [0, 0] };
const b = { x: 2, y: 0, code: [2, 0] };
const c = { x: 2, y: 4 };

describe("morphing", () => {
  it("begins on the first snapshot, ends on the last, and passes through those between", () => {
    expect(morphPlace([a, b, c], 0)).toBe(a);
    expect(morphPlace([a, b, c], 0.5)).toBe(b);
    expect(morphPlace([a, b, c], 1)).toBe(c);
  });

  it("mixes place and code on the way", () => {
    expect(morphPlace([a, b], 0.25)).toEqual({ x: 0.5, y: 0, code: [0.5, 0] });
    expect(morphPlace([a, b, c], 0.75)).toEqual({ x: 2, y: 2 });
  });

  it("stays where it is with one snapshot, and nowhere with none", () => {
    expect(morphPlace([a], 0.7)).toBe(a);
    expect(morphPlace([], 0.7)).toBeNull();
  });
});
