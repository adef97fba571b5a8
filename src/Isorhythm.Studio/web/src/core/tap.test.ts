import { describe, expect, it } from "vitest";
import { limitTempo, TapTempo } from "./tap";

describe("tapping", () => {
  it("gives no tempo from one tap and 120 from half-second taps", () => {
    const tap = new TapTempo();
    expect(tap.tap(1000)).toBeNull();
    expect(tap.tap(1500)).toBe(120);
    expect(tap.tap(2000)).toBe(120);
  });

  it("averages uneven taps", () => {
    const tap = new TapTempo();
    [0, 480, 1000, 1500].forEach((t) => tap.tap(t));
    expect(tap.tap(2000)).toBe(120);
  });

  it("begins anew after two seconds of silence", () => {
    const tap = new TapTempo();
    tap.tap(0);
    tap.tap(500);
    expect(tap.tap(3000)).toBeNull();
    expect(tap.tap(3400)).toBe(150);
  });

  it("stays within 40 and 300 in steps of 0.1", () => {
    expect(limitTempo(10)).toBe(40);
    expect(limitTempo(1000)).toBe(300);
    expect(limitTempo(124.06)).toBe(124.1);
  });
});
