import { describe, expect, it } from "vitest";
import { closestMatch, nextMatch } from "./quantum";

describe("bars of a quantum", () => {
  it("are met by the nearest place that lies in its bar as the beat in its own", () => {
    expect(closestMatch(8.1, 100, 4)).toBe(8);
    expect(closestMatch(8.1, 101, 4)).toBe(9);
    expect(closestMatch(8.1, 103.5, 4)).toBe(7.5);
    expect(closestMatch(-3.9, 4, 4)).toBe(-4);
    expect(closestMatch(5.4, -1, 1)).toBe(5);
    expect(closestMatch(0, -9.5, 16)).toBe(6.5);
  });

  it("begin at whole multiples of it", () => {
    expect(nextMatch(7.99, 4)).toBe(8);
    expect(nextMatch(8, 4)).toBe(8);
    expect(nextMatch(8.01, 3)).toBe(9);
    expect(nextMatch(-0.5, 4)).toBeCloseTo(0);
  });
});
