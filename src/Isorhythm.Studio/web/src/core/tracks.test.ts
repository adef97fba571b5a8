import { describe, expect, it } from "vitest";
import { stepCount, stepsPerBar } from "./grid";
import { gridOf, notesOf, type Note, partsOf, patternOf, type Tracks } from "./tracks";

const trio: Tracks = {
  stepsPerQuarter: 4,
  stepsPerBar: 12,
  bars: 2,
  tracks: [
    { name: "drums", isDrums: true, lowest: 0, highest: 127, drums: [{ name: "Kick", pitch: 36 }, { name: "Snare", pitch: 38 }] },
    { name: "bass", isDrums: false, lowest: 21, highest: 108, drums: [] },
    { name: "guitar", isDrums: false, lowest: 21, highest: 108, drums: [] },
  ],
};

describe("tracks", () => {
  it("become rows, the melodies above the drums, in bars of their own metre", () => {
    const grid = gridOf(trio);
    expect(grid.drums.map((row) => row.name)).toEqual(["bass", "guitar", "Kick", "Snare"]);
    expect(grid.drums.map((row) => row.role)).toEqual(["bass", "keys", undefined, undefined]);
    expect([stepCount(grid), stepsPerBar(grid)]).toEqual([24, 12]);
  });

  it("are muted as a whole, and drums of a grid one by one", () => {
    expect(partsOf(gridOf(trio))).toEqual([
      { name: "bass", rows: [0] },
      { name: "guitar", rows: [1] },
      { name: "drums", rows: [2, 3] },
    ]);
    const kit = { stepsPerQuarter: 4, quarters: 4, features: [], drums: [{ name: "Tom", pitch: 1 }, { name: "Tom", pitch: 2 }] };
    expect(partsOf(kit).map((part) => part.rows)).toEqual([[0], [1]]);
  });

  it("lose no note on the way to the page and back", () => {
    const grid = gridOf(trio);
    const notes: Note[] = [
      { track: 1, step: 0, length: 6, pitch: 40, velocity: 0.6 },
      { track: 0, step: 0, length: 1, pitch: 38, velocity: 0.6 },
      { track: 0, step: 4, length: 1, pitch: 36, velocity: 0.6 },
      { track: 2, step: 5, length: 3, pitch: 64, velocity: 0.6 },
    ];
    const rows = [null, 1, 0, null];
    const pattern = patternOf(notes.map((note, i) => ({ ...note, drum: rows[i] ?? null })), grid);
    expect(pattern.map((hit) => [hit.step, hit.drum])).toEqual([[0, 0], [0, 3], [4, 2], [5, 1]]);
    expect(notesOf(pattern, grid)).toEqual(notes);
  });
});
