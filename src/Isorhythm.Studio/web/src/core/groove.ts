import type { Grid, Hit } from "./grid";

/** How patterns are played, in sound, over MIDI and in saved files; it is never written into them. */
export interface Groove {
  /** Where the second of two notes falls within their pair: 0.5 (straight) to 0.75. */
  readonly swing: number;
  /** Which notes are swung: eighths or sixteenths. A grid without sixteenths swings its eighths. */
  readonly per: 8 | 16;
  /** How much microtiming is taken away: 0 (none) to 1 (all). */
  readonly quantise: number;
}

export const straight: Groove = { swing: 0.5, per: 16, quantise: 0 };

/** How many steps later than written a step is played. Only the second notes of pairs move: triplets stay where they are. */
export function delayOf(step: number, { stepsPerQuarter }: Grid, { swing, per }: Groove): number {
  const fine = (stepsPerQuarter * 4) / per;
  const note = Number.isInteger(fine) ? fine : Math.floor(stepsPerQuarter / 2);
  return note > 0 && step % (2 * note) === note ? (swing - 0.5) * 2 * note : 0;
}

/** How many steps after its own a stroke sounds, swing and what is left of its microtiming together. */
export function playedAfter(hit: Hit, grid: Grid, groove: Groove): number {
  return delayOf(hit.step, grid, groove) + (hit.offset * (1 - groove.quantise)) / 2;
}

/** How many steps a stroke sounds: one that is swung still ends where the next begins. */
export function playedLength({ step, length = 1 }: Hit, grid: Grid, groove: Groove): number {
  return length + delayOf(step + length, grid, groove) - delayOf(step, grid, groove);
}
