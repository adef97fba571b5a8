/** A drum of the kit, in the kit's order. `pitch` is the MIDI note that plays it. */
export interface Drum {
  readonly name: string;
  readonly pitch: number;
}

export type Feature = "onset" | "velocity" | "microtiming";

/** The drum grid that a space speaks: `quarters * stepsPerQuarter` steps of each drum. */
export interface Grid {
  readonly stepsPerQuarter: number;
  readonly quarters: number;
  readonly drums: readonly Drum[];
  readonly features: readonly Feature[];
}

/** One stroke. `velocity` is 0..1 of MIDI's 127; `offset` is -1..1 of half a step, late is positive. */
export interface Hit {
  readonly step: number;
  readonly drum: number;
  readonly velocity: number;
  readonly offset: number;
}

/** The strokes that sound, ordered by step, then drum; at most one in a cell. */
export type Pattern = readonly Hit[];

export function stepCount(grid: Grid): number {
  return grid.stepsPerQuarter * grid.quarters;
}

/** A bar is four quarters, or the whole grid where that is shorter. */
export function stepsPerBar(grid: Grid): number {
  return grid.stepsPerQuarter * Math.min(4, grid.quarters);
}

/** Whether a pattern of one grid can be played on the other. */
export function sameGrid(a: Grid, b: Grid): boolean {
  return (
    a.stepsPerQuarter === b.stepsPerQuarter &&
    a.quarters === b.quarters &&
    a.drums.length === b.drums.length &&
    a.drums.every((drum, i) => drum.name === b.drums[i]?.name)
  );
}

export function byStepThenDrum(a: Hit, b: Hit): number {
  return a.step - b.step || a.drum - b.drum;
}

export function hitAt(pattern: Pattern, step: number, drum: number): Hit | undefined {
  return pattern.find((hit) => hit.step === step && hit.drum === drum);
}

/** The pattern with this stroke in its cell, in place of whatever was there. */
export function withHit(pattern: Pattern, hit: Hit): Pattern {
  return [...withoutHit(pattern, hit.step, hit.drum), hit].sort(byStepThenDrum);
}

export function withoutHit(pattern: Pattern, step: number, drum: number): Pattern {
  return pattern.filter((hit) => hit.step !== step || hit.drum !== drum);
}

export function samePattern(a: Pattern, b: Pattern): boolean {
  return a.length === b.length && a.every((hit, i) => sameHit(hit, b[i]));
}

function sameHit(a: Hit, b: Hit | undefined): boolean {
  return (
    b !== undefined && a.step === b.step && a.drum === b.drum && a.velocity === b.velocity && a.offset === b.offset
  );
}

/**
 * The steps of a quarter where a player would aim: the sixteenths and the eighth triplets.
 * Every step can hold a stroke; these are the ones a finger or an arrow key falls on.
 */
export function isMagnetic(grid: Grid, step: number): boolean {
  const within = step % grid.stepsPerQuarter;
  return (within * 4) % grid.stepsPerQuarter === 0 || (within * 3) % grid.stepsPerQuarter === 0;
}

export function nearestMagnetic(grid: Grid, position: number): number {
  const last = stepCount(grid) - 1;
  const centre = Math.round(Math.min(last, Math.max(0, position)));
  for (let reach = 0; reach <= grid.stepsPerQuarter; reach++) {
    const candidates = [centre - reach, centre + reach].filter((s) => s >= 0 && s <= last && isMagnetic(grid, s));
    candidates.sort((a, b) => Math.abs(a - position) - Math.abs(b - position));
    if (candidates[0] !== undefined) {
      return candidates[0];
    }
  }
  return centre;
}
