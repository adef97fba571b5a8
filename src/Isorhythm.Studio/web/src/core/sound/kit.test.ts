import { describe, expect, it } from "vitest";
import { voiceOf } from "./kit";
import { clap, closedHat, crash, kick, openHat, ride, rim, snare } from "./voices";

describe("voices", () => {
  it("are found by the names of every kit", () => {
    const found = (name: string) => voiceOf({ name, pitch: 0 });
    expect(found("Kick")).toBe(kick);
    expect(found("snare")).toBe(snare);
    expect(found("Closed hat")).toBe(closedHat);
    expect(found("open hat")).toBe(openHat);
    expect(found("clap")).toBe(clap);
    expect(found("rim")).toBe(rim);
    expect(found("crash")).toBe(crash);
    expect(found("ride")).toBe(ride);
  });

  it("give each tom its own", () => {
    const toms = ["low tom", "mid tom", "high tom"].map((name) => voiceOf({ name, pitch: 0 }));
    expect(new Set(toms).size).toBe(3);
  });
});
