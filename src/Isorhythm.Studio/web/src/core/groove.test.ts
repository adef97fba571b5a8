import { describe, expect, it } from "vitest";
import type { Grid, Hit } from "./grid";
import { delayOf, playedAfter, playedLength, straight } from "./groove";

const grid: Grid = { stepsPerQuarter: 12, quarters: 8, drums: [{ name: "kick", pitch: 36 }], features: ["onset"] };
const hardest = { ...straight, swing: 0.75 };
const hit = (step: number, offset = 0, length = 1): Hit => ({ step, drum: 0, velocity: 0.8, offset, length });

describe("swing", () => {
  it("delays every second sixteenth, and leaves beats, eighths and triplets alone", () => {
    expect([0, 3, 6, 9, 4, 8].map((step) => delayOf(step, grid, hardest))).toEqual([0, 1.5, 0, 1.5, 0, 0]);
    expect([0, 3, 6, 9].map((step) => delayOf(step, grid, straight))).toEqual([0, 0, 0, 0]);
  });

  it("delays every second eighth where that is asked for, or where the grid has no sixteenths", () => {
    expect([3, 6].map((step) => delayOf(step, grid, { ...hardest, per: 8 }))).toEqual([0, 3]);
    expect([0, 1].map((step) => delayOf(step, { ...grid, stepsPerQuarter: 2 }, hardest))).toEqual([0, 0.5]);
  });

  it("shortens a note that begins late, and lengthens one whose end is late", () => {
    expect(playedLength(hit(3, 0, 3), grid, hardest)).toBe(1.5);
    expect(playedLength(hit(0, 0, 3), grid, hardest)).toBe(4.5);
  });
});

describe("quantise strength", () => {
  it("pulls a stroke to its line by that much", () => {
    const at = (quantise: number): number => playedAfter(hit(6, -0.8), grid, { ...straight, quantise });
    expect([at(0), at(0.5), at(1)].map((steps) => steps + 0)).toEqual([-0.4, -0.2, 0]);
  });
});
