import type { Grid } from "../../core/grid";
import { ink, markOf } from "../palette";
import { type LaneBox, laneHeight, laneTop, stepWidth } from "./layout";
import type { Sprite } from "./morphing";

/** The pitches that a melody's lane shows, both included. */
export interface PitchRange {
  readonly low: number;
  readonly high: number;
}

const octave = 12;
const air = 2;

/** Whole octaves round the notes of a row, at least one, so that the lane does not move with every note. */
export function rangeOf(pitches: readonly number[]): PitchRange {
  const low = Math.floor(Math.min(...pitches) / octave) * octave;
  return { low, high: Math.max(low + octave, Math.ceil((Math.max(...pitches) + 1) / octave) * octave) - 1 };
}

/** Octaves as fine lines, each C by its name. */
export function drawKeys(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid, row: number, range: PitchRange): void {
  for (let pitch = range.low; pitch <= range.high; pitch += octave) {
    const y = bottomOf(box, grid, row, range, pitch);
    pen.fillStyle = "#232c36";
    pen.fillRect(0, Math.round(y) - 0.5, box.width, 1);
    pen.fillStyle = ink.quiet;
    pen.fillText(`C${pitch / octave - 1}`, 4, y - 7);
  }
}

/** One note as a bar as long as it sounds: its height on the lane is its pitch, its light its velocity. `lit` (0..1) flashes it as it sounds. */
export function drawNote(
  pen: CanvasRenderingContext2D,
  box: LaneBox,
  grid: Grid,
  sprite: Sprite,
  range: PitchRange,
  look: { lit: number; muted: boolean },
): void {
  const row = grid.drums[sprite.drum];
  const [from, to] = [sprite.position - box.from, sprite.position + sprite.length - box.from];
  if (!row || sprite.size <= 0 || to <= 0 || from >= box.steps) {
    return;
  }
  const x = Math.max(0, from) * stepWidth(box);
  const wide = Math.max(2, Math.min(box.steps, to) * stepWidth(box) - x - 1);
  const key = keyHeight(box, grid, sprite.drum, range);
  const high = Math.max(3.5, Math.min(12, key * 0.92)) * sprite.size;
  const y = bottomOf(box, grid, sprite.drum, range, sprite.pitch) - key / 2 - high / 2;
  pen.globalAlpha = look.muted ? 0.22 : (0.55 + 0.45 * sprite.velocity) * sprite.size;
  pen.fillStyle = markOf(row).colour;
  pen.beginPath();
  pen.roundRect(x, y, wide, high, Math.min(3, high / 2));
  pen.fill();
  if (look.lit > 0 && !look.muted) {
    pen.globalAlpha = look.lit * 0.7;
    pen.fillStyle = "#fff";
    pen.fill();
  }
  pen.globalAlpha = 1;
}

/** The pitch of a lane at a height; beyond its edges it goes on. */
export function pitchAt(box: LaneBox, grid: Grid, row: number, range: PitchRange, y: number): number {
  return Math.round(range.low - 0.5 + (bottomOf(box, grid, row, range, range.low) - y) / keyHeight(box, grid, row, range));
}

/** How high a semitone is. */
export function keyHeight(box: LaneBox, grid: Grid, row: number, { low, high }: PitchRange): number {
  return (laneHeight(box, grid, row) - 2 * air - 3) / (high - low + 1);
}

function bottomOf(box: LaneBox, grid: Grid, row: number, range: PitchRange, pitch: number): number {
  return laneTop(box, grid, row) + laneHeight(box, grid, row) - air - 1.5 - (pitch - range.low) * keyHeight(box, grid, row, range);
}
