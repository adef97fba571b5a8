import { describe, expect, it } from "vitest";
import type { Grid, Hit, Pattern } from "../../core/grid";
import { RollGesture } from "./roll-editing";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [{ name: "melody", pitch: 60, role: "melody" }], features: [] };
const box = { width: 640, height: 260, ruler: 13, from: 0, steps: 32 };
// Twelve keys of 20 pixels: the lane is 247 high, 2 x 2 and 3 of which are air.
const range = { low: 60, high: 71 };
const note: Hit = { step: 8, drum: 0, velocity: 0.6, offset: 0, length: 4, pitch: 64 };
const y = (pitch: number): number => 13 + 247 - 3.5 - (pitch - 60 + 0.5) * 20;
const begin = (pattern: Pattern, at: { x: number; y: number }) =>
  RollGesture.begin(pattern, grid, box, at, (row) => (row === 0 ? range : undefined), () => ({ lowest: 48, highest: 72 }));
const spans = (pattern: Pattern | undefined): unknown => pattern?.map(({ step, length, pitch }) => [step, length, pitch]);

describe("a gesture on a melody", () => {
  it("puts a note of an eighth where it is clicked, and draws it out", () => {
    expect(spans(begin([], { x: 85, y: y(67) })?.end())).toEqual([[4, 2, 67]]);
    expect(spans(begin([], { x: 85, y: y(67) })?.move({ x: 85 + 60, y: y(67) }))).toEqual([[4, 5, 67]]);
  });

  it("takes a note away by a click on it", () => {
    expect(begin([note], { x: 190, y: y(64) })?.end()).toEqual([]);
  });

  it("moves a note in time and pitch, and by its end makes it longer", () => {
    expect(spans(begin([note], { x: 190, y: y(64) })?.move({ x: 190 - 80, y: y(66) }))).toEqual([[4, 4, 66]]);
    expect(spans(begin([note], { x: 237, y: y(64) })?.move({ x: 237 + 40, y: y(64) }))).toEqual([[8, 6, 64]]);
  });

  it("begins another pitch above a note, which is cut off there", () => {
    expect(spans(begin([note], { x: 210, y: y(70) })?.end())).toEqual([[8, 2, 64], [10, 2, 70]]);
  });

  it("means nothing outside a melody", () => {
    expect(begin([note], { x: 190, y: 5 })).toBeNull();
  });
});
