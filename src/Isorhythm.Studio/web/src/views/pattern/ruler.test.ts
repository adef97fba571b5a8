import { expect, it } from "vitest";
import type { Grid } from "../../core/grid";
import { cellWords, isTriplet } from "./ruler";

const grid: Grid = { stepsPerQuarter: 12, quarters: 8, drums: [{ name: "kick", pitch: 36 }], features: ["onset"] };

it("says where a cell lies as a player would", () => {
  expect(cellWords(grid, 0, 0)).toBe("kick, bar 1, beat 1");
  expect(cellWords(grid, 15, 0)).toBe("kick, bar 1, beat 2, second sixteenth");
  expect(cellWords(grid, 48 + 8, 0)).toBe("kick, bar 2, beat 1, third triplet");
  expect(cellWords(grid, 1, 0)).toBe("kick, bar 1, beat 1, step 2 of 12");
});

it("tells triplets from sixteenths", () => {
  expect([0, 3, 4, 6, 8, 9].map((step) => isTriplet(grid, step))).toEqual([false, false, true, false, true, false]);
});
