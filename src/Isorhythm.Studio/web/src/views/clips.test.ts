import { expect, it } from "vitest";
import type { Clip } from "../core/api";
import { linesAround, search } from "./clips";

const clip = (name: string, source: string): Clip => ({ name, source, phrase: 0, x: 0, y: 0 });
const clips = [clip("Shuffle 1", "blues/shuffle.mid"), clip("Straight", "blues/straight.mid"), clip("Shuffle 2", "jazz/other.mid")];

it("finds clips by all words of their name or folder, in any order and case", () => {
  expect(search(clips, "SHUFFLE").map((one) => one.name)).toEqual(["Shuffle 1", "Shuffle 2"]);
  expect(search(clips, " shuffle blues ").map((one) => one.name)).toEqual(["Shuffle 1"]);
  expect(search(clips, "polka")).toEqual([]);
  expect(search(clips, "")).toBe(clips);
});

it.each([
  [3, 1, 0, 3],
  [100, 0, 0, 10],
  [100, 50, 45, 55],
  [100, 99, 90, 100],
  [100, -1, 0, 10],
])("of %d lines shows those round line %d, %d to %d, and never more than fit a frame", (count, middle, from, to) => {
  expect(linesAround(count, middle, 10)).toEqual({ from, to });
});
