import { describe, expect, it } from "vitest";
import { type Grid, isMagnetic, nearestMagnetic, samePattern, stepCount, stepsPerBar, withHit, withoutHit } from "./grid";

const grid: Grid = {
  stepsPerQuarter: 12,
  quarters: 8,
  drums: [{ name: "kick", pitch: 36 }],
  features: ["onset", "velocity", "microtiming"],
};

describe("grid", () => {
  it("counts two bars of 48 steps", () => {
    expect(stepCount(grid)).toBe(96);
    expect(stepsPerBar(grid)).toBe(48);
    expect(stepsPerBar({ ...grid, quarters: 3 })).toBe(36);
  });

  it("draws a finger to sixteenths and eighth triplets, and to nothing else", () => {
    const magnetic = Array.from({ length: 12 }, (_, s) => s).filter((s) => isMagnetic(grid, s));
    expect(magnetic).toEqual([0, 3, 4, 6, 8, 9]);
    expect(nearestMagnetic(grid, 1.2)).toBe(0);
    expect(nearestMagnetic(grid, 3.4)).toBe(3);
    expect(nearestMagnetic(grid, 3.6)).toBe(4);
    expect(nearestMagnetic(grid, 95)).toBe(93);
    expect(nearestMagnetic(grid, -4)).toBe(0);
  });

  it("keeps one stroke in a cell and the order by step, then drum", () => {
    const a = withHit([], { step: 6, drum: 0, velocity: 0.5, offset: 0 });
    const b = withHit(a, { step: 0, drum: 2, velocity: 0.5, offset: 0 });
    const c = withHit(b, { step: 6, drum: 0, velocity: 0.9, offset: 0.1 });
    expect(c.map((h) => [h.step, h.drum, h.velocity])).toEqual([[0, 2, 0.5], [6, 0, 0.9]]);
    expect(withoutHit(c, 0, 2)).toHaveLength(1);
    expect(samePattern(a, withHit([], { step: 6, drum: 0, velocity: 0.5, offset: 0 }))).toBe(true);
    expect(samePattern(a, c)).toBe(false);
  });
});
