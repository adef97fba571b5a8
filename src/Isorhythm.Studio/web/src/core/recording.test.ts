import { describe, expect, it } from "vitest";
import type { Grid, Hit } from "./grid";
import { Recording } from "./recording";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [{ name: "kick", pitch: 36 }], features: ["onset"] };
const hit = (step: number, velocity = 0.5): Hit => ({ step: step % 32, drum: 0, velocity, offset: 0 });

describe("recording a path", () => {
  it("begins with the next bar and joins what was heard into whole grids", () => {
    const recording = new Recording(grid);
    for (let step = 10; step < 16 + 48; step++) {
      recording.hear(step, step % 4 === 0 ? [hit(step, step / 100)] : []);
    }
    expect(recording.bars).toBe(3);
    const [first, second, ...more] = recording.patterns;
    expect(more).toHaveLength(0);
    expect(first?.map((h) => h.step)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(first?.[0]?.velocity).toBe(0.16);
    expect(second?.map((h) => h.step)).toEqual([0, 4, 8, 12]);
  });

  it("keeps of a step that is told again what was told last", () => {
    const recording = new Recording(grid);
    recording.hear(16, [hit(16, 0.2)]);
    recording.hear(17, [hit(17, 0.3)]);
    recording.hear(17, []);
    expect(recording.patterns).toEqual([[hit(0, 0.2)]]);
  });

  it("is empty until a bar begins", () => {
    const recording = new Recording(grid);
    recording.hear(3, [hit(3)]);
    expect(recording.bars).toBe(0);
    expect(recording.patterns).toEqual([]);
  });
});
