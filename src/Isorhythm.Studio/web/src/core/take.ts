import type { Clip, Place } from "./api";
import type { DecodeRule } from "./decode";
import type { Grid, Pattern } from "./grid";

/** A pattern together with where on the map, and by which rule, it came to be. */
export interface Take {
  readonly place: Place;
  readonly pattern: Pattern;
  readonly rule: DecodeRule;
  /** Set by hand rather than decoded: it sounds until the head is moved. */
  readonly held: boolean;
}

/** The clip whose dot lies nearest to a point of the map. */
export function nearestClip(place: Place, clips: readonly Clip[]): Clip | undefined {
  const distance = (clip: Clip): number => Math.hypot(clip.x - place.x, clip.y - place.y);
  return clips.reduce<Clip | undefined>((best, clip) => (best && distance(best) <= distance(clip) ? best : clip), undefined);
}

/** The density in a word, by strokes a quarter. */
export function densityWord(pattern: Pattern, grid: Grid): string {
  const perQuarter = pattern.length / grid.quarters;
  return perQuarter === 0 ? "none" : perQuarter < 2.5 ? "low" : perQuarter < 4.5 ? "medium" : "high";
}
