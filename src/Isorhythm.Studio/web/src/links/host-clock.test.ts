import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HostClock } from "./host-clock";
import { chance, delayed } from "./studio-clock.fake";

const ahead = 123_456.7;

describe("the clock of the studio's machine", () => {
  let host = ahead;
  const error = (clock: HostClock): number => Math.abs(clock.hostAt(performance.now()) - performance.now() - host);
  const clockOver = (jitter: number): HostClock => {
    const random = chance(7);
    return new HostClock(() => delayed(() => performance.now() + host, () => 1 + Math.round(jitter * random())));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    host = ahead;
  });
  afterEach(() => void vi.useRealTimers());

  it("is known to a tenth of a millisecond where the way is steady", async () => {
    const clock = clockOver(0);
    expect(clock.isKnown).toBe(false);
    clock.run(true);
    await vi.advanceTimersByTimeAsync(300);
    expect(error(clock)).toBeLessThan(0.1);
    expect(clock.momentOf(clock.hostAt(5))).toBeCloseTo(5, 6);
    clock.run(false);
  });

  it("is known to a millisecond where each way takes up to five", async () => {
    const clock = clockOver(5);
    clock.run(true);
    await vi.advanceTimersByTimeAsync(300);
    for (let i = 0; i < 60; i++) {
      await vi.advanceTimersByTimeAsync(1000);
      expect(error(clock)).toBeLessThan(1);
    }
    clock.run(false);
  });

  it("is taken up anew when it was set", async () => {
    const clock = clockOver(0);
    clock.run(true);
    await vi.advanceTimersByTimeAsync(300);
    host += 250;
    await vi.advanceTimersByTimeAsync(2300);
    expect(error(clock)).toBeLessThan(0.1);
    clock.run(false);
  });

  it("stays what it was while the studio is away", async () => {
    let away = false;
    const clock = new HostClock(() => (away ? Promise.reject(new Error("away")) : delayed(() => performance.now() + host, () => 1)));
    clock.run(true);
    await vi.advanceTimersByTimeAsync(300);
    away = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(error(clock)).toBeLessThan(0.1);
    clock.run(false);
  });
});
