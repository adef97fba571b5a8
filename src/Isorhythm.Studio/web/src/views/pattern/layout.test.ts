import { expect, it } from "vitest";
import type { Grid } from "../../core/grid";
import { laneHeight, laneTop, rowAt } from "./layout";

const grid: Grid = {
  stepsPerQuarter: 4,
  quarters: 8,
  features: [],
  drums: [{ name: "melody", pitch: 60, role: "melody" }, { name: "kick", pitch: 36 }, { name: "snare", pitch: 38 }],
};
const box = { width: 320, height: 90, ruler: 20, from: 0, steps: 32 };

it("gives a melody the height of five drums, and leaves no gap", () => {
  expect(grid.drums.map((_, row) => laneHeight(box, grid, row))).toEqual([50, 10, 10]);
  expect(grid.drums.map((_, row) => laneTop(box, grid, row))).toEqual([20, 70, 80]);
});

it("finds the row under a pointer, and none in the ruler", () => {
  expect([10, 20, 69, 70, 85, 95].map((y) => rowAt(box, grid, y))).toEqual([-1, 0, 0, 1, 2, -1]);
});
