import { describe, expect, it } from "vitest";
import type { Grid, Pattern } from "./grid";
import { type MelodyNote, moved, noteAt, pitchWords, withNote } from "./melody";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [{ name: "melody", pitch: 60, role: "melody" }, { name: "kick", pitch: 36 }], features: [] };
const note = (step: number, length: number, pitch = 60): MelodyNote => ({ step, drum: 0, velocity: 0.6, offset: 0, length, pitch });
const line: Pattern = [note(0, 8, 60), note(8, 8, 64), { step: 8, drum: 1, velocity: 0.6, offset: 0 }];
const spans = (pattern: Pattern): string[] => pattern.filter((hit) => hit.drum === 0).map(({ step, length, pitch }) => `${step}+${length} ${pitch}`);

describe("a melody", () => {
  it("sounds one note at a time: a new one cuts off the one before and ends where the next begins", () => {
    expect(spans(withNote(line, grid, note(4, 16, 67)))).toEqual(["0+4 60", "4+4 67", "8+8 64"]);
  });

  it("lets a note take the place of another, and leaves other rows alone", () => {
    const taken = withNote(line, grid, note(8, 2, 67));
    expect(spans(taken)).toEqual(["0+8 60", "8+2 67"]);
    expect(taken).toContainEqual(line[2]);
  });

  it("ends with the pattern, and lasts a step at least", () => {
    expect(spans(withNote([], grid, note(30, 9)))).toEqual(["30+2 60"]);
    expect(spans(withNote([], grid, note(30, 0)))).toEqual(["30+1 60"]);
  });

  it("moves no farther than its track can play", () => {
    const compass = { lowest: 48, highest: 64 };
    expect(moved(note(2, 2, 60), grid, compass, -5, 20)).toMatchObject({ step: 0, pitch: 64 });
  });

  it("is found by what sounds at a step", () => {
    expect(noteAt(line, 0, 11)?.pitch).toBe(64);
    expect(noteAt(line, 0, 20)).toBeUndefined();
    expect(pitchWords(63)).toBe("E flat 4");
  });
});
