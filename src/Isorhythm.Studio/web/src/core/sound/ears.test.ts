import { describe, expect, it } from "vitest";
import { Ears } from "./ears";

describe("ears", () => {
  it("hear what the loudspeaker gives, not what is being worked out", () => {
    const ears = new Ears({ currentTime: 5.1, getOutputTimestamp: () => ({ contextTime: 5, performanceTime: 2000 }) });
    expect(ears.timeAt(2040)).toBeCloseTo(5.04, 9);
    expect(ears.momentOf(5.5)).toBeCloseTo(2500, 9);
  });

  it("take the clock itself where a browser cannot tell", () => {
    const ears = new Ears({ currentTime: 7 }, () => 100);
    expect(ears.timeAt(150)).toBeCloseTo(7.05, 9);
    expect(ears.momentOf(8)).toBeCloseTo(1100, 9);
  });
});
