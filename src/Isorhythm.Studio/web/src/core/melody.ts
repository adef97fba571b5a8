import { clamp } from "./decode";
import { byStepThenDrum, type Grid, type Hit, type Pattern, stepCount } from "./grid";

/** A stroke of a melody's row. */
export interface MelodyNote extends Hit {
  readonly length: number;
  readonly pitch: number;
}

/** The pitches that a track can play, both included. */
export interface Compass {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The pattern with this note in its row, which sounds one note at a time: one that began before is cut off by it, one that
 * begins with it makes way, and it ends where the next begins.
 */
export function withNote(pattern: Pattern, grid: Grid, note: MelodyNote): Pattern {
  const inRow = (hit: Hit): boolean => hit.drum === note.drum && hit.step !== note.step;
  const next = Math.min(stepCount(grid), ...pattern.filter((hit) => inRow(hit) && hit.step > note.step).map((hit) => hit.step));
  const others = pattern
    .filter((hit) => hit.drum !== note.drum || inRow(hit))
    .map((hit) => (inRow(hit) && hit.step < note.step ? { ...hit, length: Math.min(hit.length ?? 1, note.step - hit.step) } : hit));
  return [...others, { ...note, length: clamp(note.length, 1, next - note.step) }].sort(byStepThenDrum);
}

/** The note that sounds in a row at a step. */
export function noteAt(pattern: Pattern, row: number, step: number): MelodyNote | undefined {
  const hit = pattern.find(({ drum, step: from, length = 1 }) => drum === row && from <= step && step < from + length);
  return hit && { ...hit, length: hit.length ?? 1, pitch: hit.pitch ?? 60 };
}

/** The same note elsewhere, within the grid and what its track can play. */
export function moved(note: MelodyNote, grid: Grid, { lowest, highest }: Compass, steps: number, semitones: number): MelodyNote {
  return {
    ...note,
    step: clamp(note.step + steps, 0, stepCount(grid) - 1),
    pitch: clamp(note.pitch + semitones, lowest, highest),
  };
}

const names = ["C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B"];

/** "E flat 4": middle C is C 4. */
export function pitchWords(pitch: number): string {
  return `${names[pitch % 12]} ${Math.floor(pitch / 12) - 1}`;
}
