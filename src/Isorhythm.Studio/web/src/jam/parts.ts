import type { Span } from "./capture";

/** Who has the time: nobody yet, the player, the machine, or nobody because the machine has nothing to say. */
export type Who = "count" | "human" | "machine" | "wait";

/** How fast and how long the turns are. */
export interface Measure {
  readonly bpm: number;
  readonly bars: number;
  readonly stepsPerQuarter: number;
}

/** A stretch of whole bars on the audio clock. `number` is that of the exchange it belongs to. */
export interface Part extends Measure {
  readonly who: Who;
  readonly number: number;
  readonly start: number;
}

export const beatsPerBar = 4;

export function beatSeconds(measure: Measure): number {
  return 60 / measure.bpm;
}

export function barSeconds(measure: Measure): number {
  return beatsPerBar * beatSeconds(measure);
}

export function endOf(part: Part): number {
  return part.start + part.bars * barSeconds(part);
}

export function stepsOf(measure: Measure): number {
  return measure.bars * beatsPerBar * measure.stepsPerQuarter;
}

export function spanOf(part: Part): Span {
  return { start: part.start, steps: stepsOf(part), stepSeconds: beatSeconds(part) / part.stepsPerQuarter };
}

/** Where in the parts a time lies; the last part is not over yet, or there is none. */
export function momentIn(parts: readonly Part[], time: number): Moment | null {
  const part = parts.find((candidate) => time < endOf(candidate));
  return part ? momentOf(part, time) : null;
}

/** Where in a part a time lies, counted as musicians do, from one. */
export interface Moment {
  readonly part: Part;
  readonly beat: number;
  readonly beats: number;
  /** 1 to 4. */
  readonly count: number;
  /** How much of the beat is over, 0..1. */
  readonly through: number;
}

export function momentOf(part: Part, time: number): Moment {
  const beats = part.bars * beatsPerBar;
  const position = Math.min(beats - 1e-6, Math.max(0, (time - part.start) / beatSeconds(part)));
  const beat = Math.floor(position + 1e-9);
  return { part, beat: beat + 1, beats, count: (beat % beatsPerBar) + 1, through: Math.max(0, position - beat) };
}
