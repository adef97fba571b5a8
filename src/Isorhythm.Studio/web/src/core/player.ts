import { type Grid, sameGrid } from "./grid";
import { straight } from "./groove";
import { Sequencer, type Strike } from "./sequencer";
import type { Kit } from "./sound/kit";

/** One open space as it sounds: its rows, which of them are muted, and what of it plays. All players share one clock. */
export class Player {
  readonly sequencer: Sequencer;
  muted: readonly boolean[] = [];
  /** The whole space is muted. */
  silent = false;
  kit: Kit | null = null;

  constructor(private rows: Grid) {
    this.sequencer = new Sequencer(rows);
  }

  get grid(): Grid {
    return this.rows;
  }

  /** A space of the same grid lets the old take sound until the new one enters; another grid begins anew. Tells whether it is another. */
  useGrid(grid: Grid): boolean {
    const isOther = !sameGrid(grid, this.rows);
    this.rows = grid;
    if (isOther) {
      this.sequencer.useGrid(grid);
      this.kit?.choke();
      this.kit = null;
    }
    return isOther;
  }

  /** What is heard of a step, mutes taken out. */
  heard(step: number, time: number, duration: number, groove = straight): Strike[] {
    const struck = this.sequencer.strikes(step, time, duration, groove);
    return this.silent ? [] : struck.filter(({ hit }) => !this.muted[hit.drum]);
  }
}

/** How many steps a quarter needs for all of these grids to fall on whole ones. */
export function commonSteps(steps: readonly number[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return steps.reduce((common, one) => (common * one) / divisor(common, one), 1);
}
