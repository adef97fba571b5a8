import { describe, expect, it } from "vitest";
import type { Grid, Pattern } from "../../core/grid";
import { noteKeys } from "./note-keys";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [{ name: "melody", pitch: 60, role: "melody" }], features: [] };
const line: Pattern = [{ step: 8, drum: 0, velocity: 0.6, offset: 0, length: 4, pitch: 64 }];
const press = (key: string, at: number, ctrlKey = false, pattern = line) => {
  const edited = noteKeys({ key, ctrlKey, altKey: false, metaKey: false }, pattern, grid, { step: at, drum: 0 }, { lowest: 48, highest: 64 });
  return edited && { notes: edited.pattern.map(({ step, length, pitch }) => [step, length, pitch]), step: edited.step };
};

describe("keys on a melody", () => {
  it("put a note as high as the one before, and take the one away that sounds", () => {
    expect(press("Enter", 16)?.notes).toEqual([[8, 4, 64], [16, 2, 64]]);
    expect(press("Enter", 10)?.notes).toEqual([]);
    expect(press("Delete", 10)?.notes).toEqual([]);
    expect(press("Enter", 3, false, [])?.notes).toEqual([[3, 2, 60]]);
  });

  it("change the pitch within what the track can play, and the length", () => {
    expect(press("-", 8)?.notes).toEqual([[8, 4, 63]]);
    expect(press("+", 8)?.notes).toEqual([[8, 4, 64]]);
    expect(press(">", 8)?.notes).toEqual([[8, 5, 64]]);
    expect(press("<", 8)?.notes).toEqual([[8, 3, 64]]);
  });

  it("move a note, and the cursor with it", () => {
    expect(press("ArrowLeft", 9, true)).toEqual({ notes: [[7, 4, 64]], step: 8 });
    expect(press("ArrowDown", 8, true)?.notes).toEqual([[8, 4, 63]]);
  });

  it("mean nothing else", () => {
    expect(press("ArrowLeft", 9)).toBeNull();
    expect(press("+", 20)).toBeNull();
  });
});
