import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Calibrator, type Lags } from "./calibrator";
import type { Calibration } from "./links-state";
import { lagOf } from "./lag";

function rig(lag: { page: number; device: number }, taps = true) {
  const shown: Calibration[] = [];
  const calibrator = new Calibrator((calibration) => shown.push(calibration));
  const hear = (late: number) => (moment: number): void =>
    void (taps && setTimeout(() => calibrator.tap(performance.now()), moment + late - performance.now()));
  let found: Lags | null = null;
  calibrator.start("Synth", hear(lag.page), hear(lag.device), (lags) => ((found = lags), "measured"));
  return { calibrator, shown, found: () => found };
}

describe("calibration by taps", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("finds how much later the device is heard, whatever the hand is late by", () => {
    const { shown, found } = rig({ page: -25, device: 38 });
    vi.advanceTimersByTime(20_000);
    expect(found()!.device! - found()!.page).toBeCloseTo(63, 0);
    expect(shown.at(-1)).toEqual({ step: "done", words: "measured" });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("asks for another try when nobody tapped, and ends when it is cancelled", () => {
    const { shown, found } = rig({ page: 0, device: 0 }, false);
    vi.advanceTimersByTime(20_000);
    expect(found()).toBeNull();
    expect(shown.at(-1)).toMatchObject({ step: "done", words: expect.stringContaining("Too few") });
    const other = rig({ page: 0, device: 0 });
    other.calibrator.cancel();
    expect(other.shown.at(-1)).toEqual({ step: "asleep" });
  });

  it("takes the median over the clicks that were met, so that one wild tap moves nothing", () => {
    const clicks = [0, 600, 1200, 1800, 2400];
    expect(lagOf(clicks, [20, 618, 1222, 2050, 2420])).toBeCloseTo(20, 0);
    expect(lagOf(clicks, [20, 620])).toBeNull();
  });
});
