/** What a row that is no drum sounds like, and which MIDI channel it has. */
export type Role = "melody" | "bass" | "keys" | "strings";

/**
 * A row of the pattern: a drum of the kit, in the kit's order, or a melody, which has a role. `pitch` is the MIDI note that plays a drum; `track` is the
 * track of the space that a row belongs to, and `part` its name, where the space has tracks.
 */
export interface Drum {
  readonly name: string;
  readonly pitch: number;
  readonly role?: Role;
  readonly track?: number;
  readonly part?: string;
}

export type Feature = "onset" | "velocity" | "microtiming";

/** The grid that a space speaks: `quarters * stepsPerQuarter` steps of each row. A bar has four quarters unless it says otherwise. */
export interface Grid {
  readonly stepsPerQuarter: number;
  readonly quarters: number;
  readonly quartersPerBar?: number;
  readonly drums: readonly Drum[];
  readonly features: readonly Feature[];
}

/** One stroke. `velocity` is 0..1 of MIDI's 127; `offset` is -1..1 of half a step, late is positive. A note also has a `length` in steps, and a `pitch`. */
export interface Hit {
  readonly step: number;
  readonly drum: number;
  readonly velocity: number;
  readonly offset: number;
  readonly length?: number;
  readonly pitch?: number;
}

/** The strokes that sound, ordered by step, then drum; at most one in a cell. */
export type Pattern = readonly Hit[];

export function stepCount(grid: Grid): number {
  return grid.stepsPerQuarter * grid.quarters;
}

/** A bar is four quarters unless the grid says otherwise, or the whole grid where that is shorter. */
export function stepsPerBar(grid: Grid): number {
  return grid.stepsPerQuarter * (grid.quartersPerBar ?? Math.min(4, grid.quarters));
}

/** Whether a pattern of one grid can be played on the other. */
export function sameGrid(a: Grid, b: Grid): boolean {
  return (
    a.stepsPerQuarter === b.stepsPerQuarter &&
    a.quarters === b.quarters &&
    a.drums.length === b.drums.length &&
    stepsPerBar(a) === stepsPerBar(b) &&
    a.drums.every((drum, i) => drum.name === b.drums[i]?.name && drum.part === b.drums[i]?.part)
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
    b !== undefined &&
    a.step === b.step &&
    a.drum === b.drum &&
    a.velocity === b.velocity &&
    a.offset === b.offset &&
    a.length === b.length &&
    a.pitch === b.pitch
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
