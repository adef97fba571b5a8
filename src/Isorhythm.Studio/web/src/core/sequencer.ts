import { type Grid, type Hit, stepCount, stepsPerBar } from "./grid";
import { type Groove, playedAfter, playedLength, straight } from "./groove";
import type { Take } from "./take";

/** When a change is heard: with the next bar, beat or step, or, in silence, now. */
export type When = "bar" | "beat" | "step" | "now";

/** A stroke as it is about to sound. `time` is in seconds of the audio clock, its microtiming and swing already in it; it sounds for `seconds`. */
export interface Strike {
  readonly hit: Hit;
  readonly time: number;
  readonly seconds: number;
  readonly step: number;
}

/** Which take sounds at which step. */
export class Sequencer {
  private sounding: Take | null = null;
  private waiting: { take: Take; when: When } | null = null;
  private byStep: readonly Hit[][] = [];

  constructor(private grid: Grid) {}

  get take(): Take | null {
    return this.sounding;
  }

  get isWaiting(): boolean {
    return this.waiting !== null;
  }

  /** Another grid shares no bar with the old one: what sounded ends. */
  useGrid(grid: Grid): void {
    this.grid = grid;
    this.sounding = null;
    this.waiting = null;
    this.byStep = [];
  }

  play(take: Take, when: When): void {
    this.waiting = { take, when };
    if (when === "now") {
      this.enter();
    }
  }

  /** The strokes of a step since the start that begins at `time` and lasts `duration` seconds. */
  strikes(step: number, time: number, duration: number, groove: Groove = straight): Strike[] {
    const { grid } = this;
    if (this.waiting && step % this.enteredEvery(this.waiting.when) === 0) {
      this.enter();
    }
    const hits = this.byStep[step % stepCount(grid)] ?? [];
    return hits.map((hit) => ({
      hit,
      step,
      time: time + playedAfter(hit, grid, groove) * duration,
      seconds: playedLength(hit, grid, groove) * duration,
    }));
  }

  private enteredEvery(when: When): number {
    return when === "bar" ? stepsPerBar(this.grid) : when === "beat" ? this.grid.stepsPerQuarter : 1;
  }

  private enter(): void {
    if (!this.waiting) {
      return;
    }
    this.sounding = this.waiting.take;
    this.waiting = null;
    const byStep: Hit[][] = [];
    this.sounding.pattern.forEach((hit) => (byStep[hit.step] ??= []).push(hit));
    this.byStep = byStep;
  }
}
