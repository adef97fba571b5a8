import { expect, it } from "vitest";
import { usualQualities } from "./planes";

it("begins with how much, and how loud or how high", () => {
  expect(usualQualities(["density", "velocity", "offset"])).toEqual(["density", "velocity"]);
  expect(usualQualities(["diatonic", "density", "interval", "pitch"])).toEqual(["density", "pitch"]);
  expect(usualQualities(["density", "syncopation16"])).toEqual(["density", "syncopation16"]);
});
