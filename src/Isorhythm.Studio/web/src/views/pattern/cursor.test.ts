import { expect, it } from "vitest";
import type { Grid } from "../../core/grid";
import { Cursor } from "./cursor";

const drums = ["kick", "snare"].map((name) => ({ name, pitch: 36 }));
const grid: Grid = { stepsPerQuarter: 12, quarters: 8, drums, features: ["onset"] };

it("walks over sixteenths and triplets, or over every step, and stays inside", () => {
  const cursor = new Cursor();
  const walk = (direction: number, fine = false): number => {
    cursor.advance(grid, direction, fine);
    return cursor.step;
  };
  expect([walk(1), walk(1), walk(1), walk(1, true), walk(-1), walk(-1), walk(-1), walk(-1), walk(-1)]).toEqual([3, 4, 6, 7, 6, 4, 3, 0, 0]);
  cursor.moveTo(grid, 93, 1);
  expect(walk(1)).toBe(93);
  cursor.moveTo(grid, 500, 9);
  expect([cursor.step, cursor.drum]).toEqual([95, 1]);
});
