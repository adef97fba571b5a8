import { describe, expect, it } from "vitest";
import { type Beat, ClockIn } from "./clock-in";

const [tick, start, carryOn, stop] = [[0xf8], [0xfa], [0xfb], [0xfc]] as const;

/** The same "random" numbers each time, -1..1. */
function noise(): () => number {
  let seed = 7;
  return () => ((seed = (seed * 16807) % 2147483647) / 2147483647) * 2 - 1;
}

function rig() {
  const beats: Beat[] = [];
  const told: string[] = [];
  const clock = new ClockIn({
    beat: (beat) => beats.push(beat),
    started: (quarter) => told.push(`started ${quarter}`),
    stopped: () => told.push("stopped"),
    jumped: () => told.push("jumped"),
    lost: () => told.push("lost"),
  });
  let at = 1000;
  const jitter = noise();
  /** Ticks at a tempo, each late or early by up to so many milliseconds. */
  const run = (count: number, beatsPerMinute: number | ((i: number) => number), shake = 0, each?: (i: number, at: number) => boolean | void): void => {
    for (let i = 0; i < count; i++) {
      const when = at + jitter() * shake;
      if (each?.(i, when) !== false) {
        clock.hear(tick, when);
      }
      at += 60_000 / 24 / (typeof beatsPerMinute === "number" ? beatsPerMinute : beatsPerMinute(i));
    }
  };
  return { clock, beats, told, run, hear: (data: readonly number[]) => clock.hear(data, at), last: () => beats.at(-1), now: () => at };
}

describe("MIDI clock in", () => {
  it("reads tempo and place from ticks that come three milliseconds early or late", () => {
    const { beats, run, hear, told } = rig();
    hear(start);
    run(24 * 16, 120, 3);
    expect(told).toEqual(["started 0"]);
    const settled = beats.filter((beat) => (beat.quarter ?? 0) > 2);
    expect(settled.length).toBeGreaterThan(300);
    for (const { beatsPerMinute, quarter, at } of settled) {
      expect(Math.abs(beatsPerMinute - 120)).toBeLessThan(0.6);
      expect(Math.abs(((quarter ?? 0) - (at - 1000) / 500) * 500)).toBeLessThan(2.5);
    }
  });

  it("does not chase a tick: the place moves evenly however much the ticks shake", () => {
    const { beats, run, hear } = rig();
    hear(start);
    run(24 * 12, 140, 3);
    const places = beats.slice(60).map((beat) => (beat.quarter ?? 0) - ((beat.at - 1000) * 140) / 60_000);
    const steps = places.slice(1).map((place, i) => Math.abs(place - (places[i] ?? 0)) * (60_000 / 140));
    expect(Math.max(...steps)).toBeLessThan(0.6);
  });

  it("counts on over ticks that were lost, and over ticks that came twice", () => {
    const { clock, run, hear, last, told } = rig();
    hear(start);
    run(24 * 10, 120, 1, (i, at) => {
      if (i > 30 && i % 37 === 0) {
        clock.hear(tick, at - 0.8);
        clock.hear(tick, at - 5);
      }
      return i < 30 || i % 41 !== 0;
    });
    expect(last()?.quarter).toBeCloseTo((24 * 10 - 1) / 24, 1);
    expect(last()?.beatsPerMinute).toBeCloseTo(120, 0);
    expect(told).toEqual(["started 0"]);
  });

  it("follows a ramp of the tempo without calling it a jump", () => {
    const { run, hear, last, told, beats } = rig();
    hear(start);
    run(96, 100, 1);
    const ramp = 24 * 16;
    run(ramp, (i) => 100 + (60 * i) / ramp, 1);
    expect(told).toEqual(["started 0"]);
    expect(Math.abs((last()?.beatsPerMinute ?? 0) - 160)).toBeLessThan(5);
    expect(last()?.quarter).toBeCloseTo((96 + ramp - 1) / 24, 1);
    run(60, 160, 1);
    expect(Math.abs((last()?.beatsPerMinute ?? 0) - 160)).toBeLessThan(1);
    expect(beats.every(({ beatsPerMinute }) => beatsPerMinute > 95 && beatsPerMinute < 165)).toBe(true);
  });

  it.each([[120, 180], [120, 80], [100, 200], [200, 100], [90, 250]])("notices that %d became %d at once, and counts on rightly", (before, after) => {
    const { run, hear, last, told } = rig();
    hear(start);
    run(24 * 8, before, 1);
    run(24 * 8, after, 1);
    expect(told[0]).toBe("started 0");
    expect(told).toContain("jumped");
    expect(Math.abs((last()?.beatsPerMinute ?? 0) - after)).toBeLessThan(1.5);
    expect(last()?.quarter).toBeCloseTo((24 * 16 - 1) / 24, 1);
  });

  it("says once that a clock is gone which was never stopped, and takes its tempo again when it is back", () => {
    const { clock, run, hear, told, now, beats } = rig();
    hear(start);
    run(96, 120);
    clock.watch(now() + 300);
    expect(told).toEqual(["started 0"]);
    clock.watch(now() + 600);
    clock.watch(now() + 900);
    expect(told).toEqual(["started 0", "lost"]);
    expect(clock.isTicking).toBe(false);
    const before = beats.length;
    [...Array(40)].forEach((_, i) => clock.hear(tick, now() + 5000 + i * 25));
    expect(beats.slice(before).at(-1)).toMatchObject({ quarter: null });
    expect(beats.at(-1)?.beatsPerMinute).toBeCloseTo(100, 3);
    expect(told).toEqual(["started 0", "lost"]);
  });

  it("stops, and goes on from where it stopped or from the song position that it was given", () => {
    const { run, hear, told, last } = rig();
    hear(start);
    run(48, 120);
    hear(stop);
    run(30, 120);
    expect(last()?.quarter).toBeNull();
    hear(carryOn);
    run(24, 120);
    hear(stop);
    hear([0xf2, 8, 0]);
    hear(carryOn);
    run(24, 120);
    expect(told).toEqual(["started 0", "stopped", "started 2", "stopped", "started 2"]);
    hear([0xf2, 0, 1]);
    run(1, 120);
    expect(told.at(-1)).toBe("jumped");
    expect(last()?.quarter).toBeCloseTo(32, 3);
  });

  it("gives no tempo that cannot be played for a flood of ticks, and hears the next clock", () => {
    const { clock, beats, told, run, hear, now } = rig();
    hear(start);
    run(96, 120);
    const before = beats.length;
    for (let i = 0; i < 10_000; i++) {
      clock.hear(tick, now() + i / 10);
    }
    expect(beats.slice(before).every(({ beatsPerMinute }) => beatsPerMinute <= 350)).toBe(true);
    clock.watch(now() + 2000);
    [...Array(60)].forEach((_, i) => clock.hear(tick, now() + 3000 + i * 20));
    expect(beats.at(-1)?.beatsPerMinute).toBeCloseTo(125, 3);
    expect(told[0]).toBe("started 0");
  });

  it("leaves alone what is no message of a clock", () => {
    const { beats, told, hear } = rig();
    [[0x90, 36, 100], [0xfe], [], [0xff]].forEach(hear);
    expect([beats, told]).toEqual([[], []]);
  });
});
