import { byStepThenDrum, type Grid, type Hit, type Pattern, stepCount, stepsPerBar } from "./grid";

/**
 * A path, recorded as what was heard along it. Recording begins with the next bar and is kept in whole bars, so that the
 * saved file loops; each element of `patterns` is one grid long.
 */
export class Recording {
  private readonly steps = new Map<number, readonly Hit[]>();
  private start: number | null = null;
  private end = 0;

  constructor(private readonly grid: Grid) {}

  get bars(): number {
    return this.start === null ? 0 : Math.ceil((this.end - this.start) / stepsPerBar(this.grid));
  }

  /** Every step must be told, silent ones too: they are what the length is counted by. One that is told again was changed before it sounded. */
  hear(step: number, hits: readonly Hit[]): void {
    if (this.start === null) {
      if (step % stepsPerBar(this.grid) !== 0) {
        return;
      }
      this.start = step;
    }
    this.end = step + 1;
    this.steps.set(step - this.start, hits);
  }

  get patterns(): Pattern[] {
    const length = stepCount(this.grid);
    const bar = stepsPerBar(this.grid);
    const patterns: Hit[][] = Array.from({ length: Math.ceil((this.bars * bar) / length) }, () => []);
    for (const [at, hits] of this.steps) {
      patterns[Math.floor(at / length)]?.push(...hits.map((hit) => ({ ...hit, step: at % length })));
    }
    return patterns.map((hits) => hits.sort(byStepThenDrum));
  }
}
