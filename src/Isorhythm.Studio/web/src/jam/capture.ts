import type { Note, Phrase } from "./protocol";

/** A stroke of the player. `time` is seconds of the audio clock, the latency of its source already taken out; `velocity` 0..1. */
export interface Stroke {
  readonly drum: number;
  readonly velocity: number;
  readonly time: number;
}

/** The stretch of time that a phrase fills: `steps` steps of `stepSeconds` from `start`. */
export interface Span {
  readonly start: number;
  readonly steps: number;
  readonly stepSeconds: number;
}

const furthestOffset = 0.5;
/** As the studio writes offsets down: finer than any ear, and the same there and here. */
const offsetParts = 10_000;
const shortestWindow = 0.055;
const longestWindow = 0.08;

/**
 * How long before a downbeat, in seconds, a stroke is meant for the new bar. Half a step, but never so short that the
 * machine has no time to answer, nor so long that a late sixteenth of a slow tempo is lost.
 */
export function earlyWindow(stepSeconds: number): number {
  return Math.min(longestWindow, Math.max(shortestWindow, stepSeconds / 2));
}

/** Whether a stroke at `time` belongs to this span: from a window before its downbeat to a window before the next one. */
export function belongs(span: Span, time: number): boolean {
  const window = earlyWindow(span.stepSeconds);
  const end = span.start + span.steps * span.stepSeconds;
  return time >= span.start - window && time < end - window;
}

/** The strokes of a span as a phrase: each in its nearest step with what is left as offset, the loudest of a cell. */
export function phraseOf(strokes: readonly Stroke[], span: Span): Phrase {
  const cells = new Map<string, Note>();
  for (const stroke of strokes) {
    if (belongs(span, stroke.time)) {
      keepLoudest(cells, quantised(stroke, span));
    }
  }
  return [...cells.values()].sort((a, b) => a.step - b.step || a.drum - b.drum);
}

/** The nearest step of a stroke and its distance from it, which a stroke at the edge of the span may exceed no further than half a step. */
export function quantised(stroke: Stroke, span: Span): Note {
  const position = (stroke.time - span.start) / span.stepSeconds;
  const step = Math.min(span.steps - 1, Math.max(0, Math.round(position)));
  return {
    step,
    drum: stroke.drum,
    velocity: Math.min(127, Math.max(1, Math.round(stroke.velocity * 127))),
    offset: Math.round(Math.min(furthestOffset, Math.max(-furthestOffset, position - step)) * offsetParts) / offsetParts,
  };
}

function keepLoudest(cells: Map<string, Note>, note: Note): void {
  const cell = `${note.step}/${note.drum}`;
  const there = cells.get(cell);
  if (!there || there.velocity < note.velocity) {
    cells.set(cell, note);
  }
}
