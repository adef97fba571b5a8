import { describe, expect, it } from "vitest";
import type { Grid } from "./grid";
import { commonSteps, Player } from "./player";
import type { Take } from "./take";

const grid: Grid = { stepsPerQuarter: 4, quarters: 4, drums: [{ name: "kick", pitch: 36 }, { name: "snare", pitch: 38 }], features: [] };
const take: Take = {
  place: { x: 0, y: 0 },
  pattern: [0, 1].map((drum) => ({ step: 0, drum, velocity: 1, offset: 0 })),
  rule: { threshold: 0.5, density: [] },
  held: false,
};

describe("spaces on one clock", () => {
  it("need steps that all their grids fall on", () => {
    expect(commonSteps([4, 12])).toBe(12);
    expect(commonSteps([4, 6])).toBe(12);
    expect(commonSteps([])).toBe(1);
  });

  it("are muted row by row or as a whole, and go on in silence", () => {
    const player = new Player(grid);
    player.sequencer.play(take, "now");
    player.muted = [true, false];
    expect(player.heard(0, 0, 0.1).map((strike) => strike.hit.drum)).toEqual([1]);
    player.silent = true;
    expect(player.heard(16, 1, 0.1)).toEqual([]);
    player.silent = false;
    expect(player.heard(32, 2, 0.1)).toHaveLength(1);
  });

  it("let the old take sound on where the rows are the same, and begin anew where they are not", () => {
    const player = new Player(grid);
    player.sequencer.play(take, "now");
    expect(player.useGrid({ ...grid })).toBe(false);
    expect(player.sequencer.take).toBe(take);
    expect(player.useGrid({ ...grid, quarters: 8 })).toBe(true);
    expect(player.sequencer.take).toBeNull();
  });
});
