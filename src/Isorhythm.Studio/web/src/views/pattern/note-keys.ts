import type { Grid, Pattern } from "../../core/grid";
import { type Compass, type MelodyNote, moved, noteAt, withNote } from "../../core/melody";
import type { Cursor } from "./cursor";

const middle = 60;
const velocity = 80 / 127;

/**
 * What a key does to the note under the cursor, on a melody's row: Enter puts one or takes it away, as Delete does, + and − change its pitch,
 * < and > its length, and arrows with Ctrl or Alt move it, with the cursor. Null where the key means nothing here.
 */
export function noteKeys(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">,
  pattern: Pattern,
  grid: Grid,
  { step, drum }: Pick<Cursor, "step" | "drum">,
  compass: Compass,
): { pattern: Pattern; step?: number } | null {
  const note = noteAt(pattern, drum, step);
  const moves = event.ctrlKey || event.altKey || event.metaKey;
  if (event.key === "Enter" && !moves) {
    return { pattern: note ? without(pattern, note) : withNote(pattern, grid, newNote(pattern, grid, step, drum, compass)) };
  }
  if (note && event.key === "Delete") {
    return { pattern: without(pattern, note) };
  }
  const change = note && (moves ? moving(event.key, note, grid, compass) : changing(event.key, note, grid, compass));
  return note && change ? { pattern: withNote(without(pattern, note), grid, change), step: step + change.step - note.step } : null;
}

function moving(key: string, note: MelodyNote, grid: Grid, compass: Compass): MelodyNote | undefined {
  const by: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const way = by[key];
  return way && moved(note, grid, compass, ...way);
}

function changing(key: string, note: MelodyNote, grid: Grid, compass: Compass): MelodyNote | undefined {
  const longer = (steps: number): MelodyNote => ({ ...note, length: Math.max(1, note.length + steps) });
  const acts: Record<string, () => MelodyNote> = {
    "+": () => moved(note, grid, compass, 0, 1),
    "=": () => moved(note, grid, compass, 0, 1),
    "-": () => moved(note, grid, compass, 0, -1),
    "<": () => longer(-1),
    ",": () => longer(-1),
    ">": () => longer(1),
    ".": () => longer(1),
  };
  return acts[key]?.();
}

/** As high as the note before it. */
function newNote(pattern: Pattern, grid: Grid, step: number, drum: number, compass: Compass): MelodyNote {
  const before = pattern.filter((hit) => hit.drum === drum && hit.step < step).at(-1) ?? pattern.find((hit) => hit.drum === drum);
  const note = { step, drum, velocity, offset: 0, length: Math.max(1, grid.stepsPerQuarter / 2), pitch: before?.pitch ?? middle };
  return moved(note, grid, compass, 0, 0);
}

function without(pattern: Pattern, note: MelodyNote): Pattern {
  return pattern.filter((hit) => hit.drum !== note.drum || hit.step !== note.step);
}
