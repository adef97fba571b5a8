import { describe, expect, it } from "vitest";
import type { Grid, Pattern } from "./grid";
import { Sequencer } from "./sequencer";
import type { Take } from "./take";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [{ name: "kick", pitch: 36 }], features: ["onset"] };
const at = (...steps: number[]): Pattern => steps.map((step) => ({ step, drum: 0, velocity: 0.7, offset: 0 }));
const take = (pattern: Pattern): Take => ({ place: { x: 0, y: 0 }, pattern, rule: { threshold: 0.5, density: [] }, held: false });
const everyStep = at(...Array.from({ length: 32 }, (_, i) => i));

describe("sequencer", () => {
  it("plays microtiming as time: full late is half a step, and velocity untouched", () => {
    const sequencer = new Sequencer(grid);
    sequencer.play(
      take([{ step: 1, drum: 0, velocity: 0.33, offset: 1 }, { step: 2, drum: 0, velocity: 1, offset: -0.5 }]),
      "now",
    );
    expect(sequencer.strikes(1, 10, 0.1)[0]).toMatchObject({ time: 10.05, hit: { velocity: 0.33 } });
    expect(sequencer.strikes(2, 11, 0.1)[0]?.time).toBeCloseTo(10.975);
  });

  it("repeats after the whole grid", () => {
    const sequencer = new Sequencer(grid);
    sequencer.play(take(at(3)), "now");
    expect(sequencer.strikes(35, 1, 0.1)).toHaveLength(1);
    expect(sequencer.strikes(36, 1, 0.1)).toHaveLength(0);
  });

  it("holds a change back until the bar", () => {
    const sequencer = new Sequencer(grid);
    sequencer.play(take(everyStep), "now");
    sequencer.play(take([]), "bar");
    expect(sequencer.strikes(14, 0, 0.1)).toHaveLength(1);
    expect(sequencer.strikes(15, 0, 0.1)).toHaveLength(1);
    expect(sequencer.strikes(16, 0, 0.1)).toHaveLength(0);
  });

  it("holds a change back until the beat", () => {
    const sequencer = new Sequencer(grid);
    sequencer.play(take(everyStep), "now");
    sequencer.play(take([]), "beat");
    expect([5, 6, 7, 8].map((step) => sequencer.strikes(step, 0, 0.1).length)).toEqual([1, 1, 1, 0]);
  });

  it("plays in a groove, of which the pattern knows nothing", () => {
    const sequencer = new Sequencer(grid);
    const pattern: Pattern = [{ step: 1, drum: 0, velocity: 0.7, offset: 0.5, length: 3 }];
    sequencer.play(take(pattern), "now");
    expect(sequencer.strikes(1, 10, 0.1, { swing: 0.75, per: 16, quantise: 1 })[0]).toMatchObject({ time: 10.05, seconds: 0.25, hit: pattern[0] });
  });

  it("changes with the next step when asked to change at once", () => {
    const sequencer = new Sequencer(grid);
    sequencer.play(take(everyStep), "now");
    sequencer.play(take([]), "step");
    expect(sequencer.strikes(5, 0, 0.1)).toHaveLength(0);
  });
});
