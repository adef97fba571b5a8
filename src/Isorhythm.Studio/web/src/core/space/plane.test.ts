import { describe, expect, it } from "vitest";
import { distance, restOf, toCode, toPoint } from "./plane";

const plane = { origin: [1, 0, 0, 2], right: [0.6, 0.8, 0, 0], up: [0, 0, 1, 0] };

describe("a plane", () => {
  it("leads from a point to a code and back", () => {
    const code = toCode(plane, { x: 2, y: -1 }, []);
    expect(code).toEqual([2.2, 1.6, -1, 2]);
    expect(toPoint(plane, code).x).toBeCloseTo(2);
    expect(toPoint(plane, code).y).toBeCloseTo(-1);
  });

  it("and what lies beside it make any code whole again, so that another plane keeps the sound", () => {
    const code = [0.3, -2, 5, 7];
    const whole = toCode(plane, toPoint(plane, code), restOf(plane, code));
    expect(distance(whole, code)).toBeCloseTo(0);
  });

  it("does not move the point by the rest", () => {
    const rest = restOf(plane, [0.3, -2, 5, 7]);
    expect(toPoint(plane, toCode(plane, { x: 3, y: 4 }, rest)).x).toBeCloseTo(3);
  });
});
