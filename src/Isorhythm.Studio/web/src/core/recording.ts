import { byStepThenDrum, type Grid, type Hit, type Pattern, stepCount, stepsPerBar } from "./grid";

/**
 * A path, recorded as what was heard along it. Recording begins with the next bar and is kept in whole bars, so that the
 * saved file loops; each element of `patterns` is one grid long.
 */
export class Recording {
  private readonly hits = new Map<string, { at: number; hit: Hit }>();
  private start: number | null = null;
  private end = 0;

  constructor(private readonly grid: Grid) {}

  get bars(): number {
    return this.start === null ? 0 : Math.ceil((this.end - this.start) / stepsPerBar(this.grid));
  }

  /** Every step must be told, silent ones too: they are what the length is counted by. */
  hear(step: number, hits: readonly Hit[]): void {
    if (this.start === null) {
      if (step % stepsPerBar(this.grid) !== 0) {
        return;
      }
      this.start = step;
    }
    this.end = step + 1;
    const at = step - this.start;
    hits.forEach((hit) => this.hits.set(`${at}/${hit.drum}`, { at, hit }));
  }

  get patterns(): Pattern[] {
    const length = stepCount(this.grid);
    const bar = stepsPerBar(this.grid);
    const patterns: Hit[][] = Array.from({ length: Math.ceil((this.bars * bar) / length) }, () => []);
    for (const { at, hit } of this.hits.values()) {
      patterns[Math.floor(at / length)]?.push({ ...hit, step: at % length });
    }
    return patterns.map((hits) => hits.sort(byStepThenDrum));
  }
}
