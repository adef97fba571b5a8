import { describe, expect, it } from "vitest";
import { type Pad, placeOn } from "./pad";

const corner = (name: string, x: number, y: number) => ({ name, place: { x, y, code: [x, y, x * y] } });
const pad: Pad = { corners: [corner("A", 0, 0), corner("B", 4, 0), corner("C", 0, 8), corner("D", 4, 8)], x: 0, y: 0 };

describe("the pad", () => {
  it("is at each corner what lies there", () => {
    const at = (x: number, y: number) => placeOn({ ...pad, x, y });
    expect([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]).toEqual(pad.corners.map((one) => one?.place));
  });

  it("mixes all four between", () => {
    expect(placeOn({ ...pad, x: 0.5, y: 0.5 })).toEqual({ x: 2, y: 4, code: [2, 4, 8] });
    expect(placeOn({ ...pad, x: 0.25, y: 1 })).toEqual({ x: 1, y: 8, code: [1, 8, 8] });
  });

  it("is nowhere while a corner is missing", () => {
    expect(placeOn({ ...pad, corners: [...pad.corners.slice(0, 3), null] })).toBeNull();
  });
});
