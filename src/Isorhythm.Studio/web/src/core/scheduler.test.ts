import { describe, expect, it } from "vitest";
import { Scheduler } from "./scheduler";

function rig(stepsPerQuarter = 12) {
  const clock = { now: 10 };
  const steps: { step: number; time: number }[] = [];
  const ticks: number[] = [];
  const scheduler = new Scheduler(() => clock.now, {
    stepsPerQuarter,
    step: (step, time) => steps.push({ step, time }),
    tick: (_, time) => ticks.push(time),
  });
  const run = (seconds: number): void => {
    for (const end = clock.now + seconds; clock.now < end; ) {
      clock.now += 0.025;
      scheduler.pump();
    }
  };
  return { clock, steps, ticks, scheduler, run };
}

describe("scheduler", () => {
  it("hands out every step once, in order, evenly, and before it sounds", () => {
    const { clock, steps, scheduler, run } = rig();
    scheduler.tempo = 125;
    scheduler.start();
    let late = 0;
    for (let i = 0; i < 80; i++) {
      const before = steps.length;
      run(0.025);
      late += steps.slice(before).filter((s) => s.time < clock.now).length;
    }
    expect(late).toBe(0);
    expect(steps.map((s) => s.step)).toEqual(steps.map((_, i) => i));
    steps.slice(1).forEach((s, i) => expect(s.time - (steps[i]?.time ?? 0)).toBeCloseTo(0.04, 9));
  });

  it("changes tempo without moving a step that was already handed out", () => {
    const { steps, scheduler, run } = rig(4);
    scheduler.tempo = 120;
    scheduler.start();
    run(0.5);
    const handedOut = steps.length;
    scheduler.tempo = 60;
    run(2);
    const gaps = steps.slice(1).map((s, i) => s.time - (steps[i]?.time ?? 0));
    gaps.slice(0, handedOut - 1).forEach((gap) => expect(gap).toBeCloseTo(0.125, 9));
    expect(gaps[handedOut - 1]).toBeCloseTo(0.125, 9);
    gaps.slice(handedOut).forEach((gap) => expect(gap).toBeCloseTo(0.25, 9));
  });

  it("sends 24 ticks a quarter, the first with the first step", () => {
    const { steps, ticks, scheduler, run } = rig();
    scheduler.tempo = 120;
    scheduler.start();
    run(1);
    expect(ticks[0]).toBeCloseTo(steps[0]?.time ?? 0, 9);
    expect((ticks[24] ?? 0) - (ticks[0] ?? 0)).toBeCloseTo(0.5, 9);
  });

  it("goes on from now after a sleep, without a burst", () => {
    const { clock, steps, scheduler, run } = rig();
    scheduler.start();
    run(0.5);
    const before = steps.length;
    clock.now += 60;
    run(0.025);
    expect(steps.length - before).toBeLessThan(6);
    expect(steps.at(-1)?.step).toBe(steps.length - 1);
  });

  it("takes back what cannot have sounded yet and hands it out again, at the same times, without its ticks", () => {
    const { steps, ticks, scheduler, clock, run } = rig(4);
    scheduler.tempo = 160;
    scheduler.start();
    run(2);
    const [before, told] = [[...steps], ticks.length];
    // The first stroke of the step after next is early, and sounds in a moment.
    const early = steps.findIndex(({ time }) => time > clock.now) + 1;
    const first = scheduler.takeBack((step) => (step === steps[early]?.step ? clock.now + 0.002 : Infinity));
    scheduler.pump();
    const again = steps.slice(before.length);
    expect(first).toBe((steps[early]?.step ?? 0) + 1);
    expect(again).toEqual(before.filter(({ step }) => step >= first));
    expect(ticks).toHaveLength(told);
    run(1);
    expect(steps.slice(before.length).map(({ step }) => step)).toEqual(steps.slice(before.length).map((_, i) => first + i));
  });

  it("takes nothing back from before a new tempo", () => {
    const { steps, scheduler, run } = rig(4);
    scheduler.start();
    run(1);
    scheduler.tempo = 90;
    expect(scheduler.takeBack(() => Infinity)).toBe(steps.length);
  });

  it("knows the position at any time", () => {
    const { scheduler } = rig();
    scheduler.tempo = 120;
    scheduler.start();
    expect(scheduler.quarterAt(scheduler.startTime + 1)).toBeCloseTo(2, 9);
  });

  it("begins with a clock that has begun already, and leaves out what is over", () => {
    const { steps, scheduler, clock } = rig(4);
    scheduler.tempo = 120;
    scheduler.begin(clock.now - 0.3, 0);
    expect(steps[0]?.step).toBe(3);
    expect(steps[0]?.time).toBeCloseTo(clock.now + 0.075, 9);
  });

  it("leaps while it plays without a step that sounds twice", () => {
    const { steps, scheduler, clock, run } = rig(4);
    scheduler.tempo = 120;
    scheduler.start();
    run(0.5);
    const before = steps.length;
    scheduler.begin(clock.now, 8);
    run(0.3);
    expect(steps[before]?.step).toBe(33);
    expect(steps.slice(before).every((s) => s.time > (steps[before - 1]?.time ?? 0))).toBe(true);
  });

  it.each([-0.03, 0.03])("closes a distance of %d seconds to another clock within a few beats, and keeps no step waiting for long", (away) => {
    const { steps, scheduler, clock, run } = rig();
    scheduler.tempo = 118;
    scheduler.start();
    const start = scheduler.startTime + away;
    for (let i = 0; i < 400; i++) {
      run(0.02);
      expect(scheduler.follow((clock.now - start) * 2, clock.now, 120)).toBe(true);
    }
    const late = steps.slice(-12).map((s) => s.time - (start + s.step / 24));
    late.forEach((seconds) => expect(Math.abs(seconds)).toBeLessThan(0.001));
    const gaps = steps.slice(1).map((s, i) => s.time - (steps[i]?.time ?? 0));
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThan(1.15);
  });

  it("does not run after a clock that is more than half a beat away", () => {
    const { scheduler, clock, run } = rig();
    scheduler.tempo = 120;
    scheduler.start();
    run(1);
    expect(scheduler.follow(40, clock.now, 120)).toBe(false);
    expect(scheduler.tempo).toBe(120);
  });
});
