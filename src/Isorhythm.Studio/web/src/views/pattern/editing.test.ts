import { describe, expect, it } from "vitest";
import type { Grid, Pattern } from "../../core/grid";
import { Gesture } from "./editing";

const grid: Grid = {
  stepsPerQuarter: 12,
  quarters: 8,
  drums: [{ name: "kick", pitch: 36 }, { name: "snare", pitch: 38 }],
  features: ["onset"],
};
const box = { width: 960, height: 84, ruler: 20, from: 0, steps: 96 };
const mouse = { finger: false, shift: false };
const onSnare: Pattern = [{ step: 12, drum: 1, velocity: 0.5, offset: 0 }];

describe("a gesture on the lanes", () => {
  it("puts a stroke on the nearest sixteenth or triplet", () => {
    const end = Gesture.begin([], grid, box, { x: 36, y: 30 }, false)?.end();
    expect(end).toEqual([{ step: 3, drum: 0, velocity: 0.8, offset: 0 }]);
  });

  it("takes any step when asked for exactly", () => {
    expect(Gesture.begin([], grid, box, { x: 55, y: 30 }, true)?.stroke.step).toBe(5);
  });

  it("takes a stroke away by a click on it", () => {
    expect(Gesture.begin(onSnare, grid, box, { x: 124, y: 70 }, false)?.end()).toEqual([]);
  });

  it("sets the velocity by a drag up, and the timing by a drag sideways", () => {
    const up = Gesture.begin(onSnare, grid, box, { x: 124, y: 70 }, false);
    up?.move({ x: 124, y: 70 - 27 }, mouse);
    expect(up?.end()[0]?.velocity).toBeCloseTo(0.8);
    const aside = Gesture.begin(onSnare, grid, box, { x: 124, y: 70 }, false);
    aside?.move({ x: 124 + 30, y: 70 }, { ...mouse, shift: true });
    expect(aside?.end()[0]).toMatchObject({ step: 12, offset: 0.5, velocity: 0.5 });
  });

  it("lets a finger that sets out sideways set the timing", () => {
    const finger = { finger: true, shift: false };
    const aside = Gesture.begin(onSnare, grid, box, { x: 124, y: 70 }, false);
    aside?.move({ x: 130, y: 71 }, finger);
    aside?.move({ x: 124 - 60, y: 40 }, finger);
    expect(aside?.end()[0]).toMatchObject({ offset: -1, velocity: 0.5 });
  });

  it("means nothing on the ruler", () => {
    expect(Gesture.begin(onSnare, grid, box, { x: 124, y: 5 }, false)).toBeNull();
  });
});
