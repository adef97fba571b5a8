import { describe, expect, it } from "vitest";
import { frequencyOf } from "./notes";

describe("notes", () => {
  it("are tuned to A4 at 440 hertz, twelve to the octave", () => {
    expect(frequencyOf(69)).toBe(440);
    expect(frequencyOf(57)).toBe(220);
    expect(frequencyOf(60)).toBeCloseTo(261.63, 2);
  });
});
