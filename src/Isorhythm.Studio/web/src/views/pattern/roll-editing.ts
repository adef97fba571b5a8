import type { Grid, Pattern } from "../../core/grid";
import { type Compass, type MelodyNote, moved, noteAt, withNote } from "../../core/melody";
import { type LaneBox, rowAt, stepWidth } from "./layout";
import { keyHeight, pitchAt, type PitchRange } from "./roll";

const stillClick = 3;
const grip = 7;
const usualVelocity = 80 / 127;

/** How a note is held: by its end, which is drawn out, or as a whole. */
type Hold = "end" | "whole";

/**
 * One gesture on a melody's lane. A click puts a note down or takes it away; a drag moves it in time and pitch, or by its
 * end makes it longer or shorter; a new one is drawn out at once.
 */
export class RollGesture {
  private moved = false;
  private note: MelodyNote;

  private constructor(
    private readonly pattern: Pattern,
    private readonly grid: Grid,
    private readonly before: MelodyNote,
    readonly isNew: boolean,
    private readonly hold: Hold,
    private readonly start: { x: number; y: number },
    private readonly scale: { step: number; key: number; compass: Compass },
  ) {
    this.note = before;
  }

  /** Takes hold of the note under the pointer, or begins a new one; null where no melody is. */
  static begin(
    pattern: Pattern,
    grid: Grid,
    box: LaneBox,
    at: { x: number; y: number },
    rangeOf: (row: number) => PitchRange | undefined,
    compassOf: (row: number) => Compass,
  ): RollGesture | null {
    const row = rowAt(box, grid, at.y);
    const range = rangeOf(row);
    if (!range) {
      return null;
    }
    const step = Math.floor(box.from + at.x / stepWidth(box));
    const pitch = pitchAt(box, grid, row, range, at.y);
    const key = keyHeight(box, grid, row, range);
    const there = noteAt(pattern, row, step);
    const old = there && Math.abs(there.pitch - pitch) * key <= Math.max(grip, key) ? there : undefined;
    const scale = { step: stepWidth(box), key, compass: compassOf(row) };
    if (old) {
      const end = (old.step + old.length - box.from) * stepWidth(box);
      const byEnd = end - at.x < grip && old.length * stepWidth(box) > 2 * grip;
      return new RollGesture(without(pattern, old), grid, old, false, byEnd ? "end" : "whole", at, scale);
    }
    const fresh = { step, drum: row, velocity: usualVelocity, offset: 0, length: Math.max(1, grid.stepsPerQuarter / 2), pitch };
    return new RollGesture(pattern, grid, moved(fresh, grid, scale.compass, 0, 0), true, "end", at, scale);
  }

  /** What the pointer shows before it is pressed. */
  get cursor(): "cell" | "ew-resize" | "grab" {
    return this.isNew ? "cell" : this.hold === "end" ? "ew-resize" : "grab";
  }

  get stroke(): MelodyNote {
    return this.note;
  }

  move(at: { x: number; y: number }): Pattern {
    const [dx, dy] = [at.x - this.start.x, this.start.y - at.y];
    this.moved ||= Math.hypot(dx, dy) > stillClick;
    if (this.moved) {
      const [steps, semitones] = [Math.round(dx / this.scale.step), Math.round(dy / this.scale.key)];
      this.note =
        this.hold === "end"
          ? { ...this.before, length: Math.max(1, this.before.length + steps) }
          : moved(this.before, this.grid, this.scale.compass, steps, semitones);
    }
    return withNote(this.pattern, this.grid, this.note);
  }

  end(): Pattern {
    return !this.moved && !this.isNew ? this.pattern : withNote(this.pattern, this.grid, this.note);
  }
}

function without(pattern: Pattern, note: MelodyNote): Pattern {
  return pattern.filter((hit) => hit.drum !== note.drum || hit.step !== note.step);
}
