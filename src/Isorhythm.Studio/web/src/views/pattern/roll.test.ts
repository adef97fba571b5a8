import { expect, it } from "vitest";
import { rangeOf } from "./roll";

it("shows whole octaves round the notes, and no fewer than one", () => {
  expect(rangeOf([62, 69])).toEqual({ low: 60, high: 71 });
  expect(rangeOf([59, 72])).toEqual({ low: 48, high: 83 });
  expect(rangeOf([60])).toEqual({ low: 60, high: 71 });
});
