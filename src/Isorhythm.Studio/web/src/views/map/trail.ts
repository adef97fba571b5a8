export interface TrailPoint {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/** A point of the trail, how fresh it is (1 now, 0 gone), and whether the head jumped to it rather than moved. */
export interface TrailStep extends TrailPoint {
  readonly fresh: number;
  readonly jumped: boolean;
}

/** Where the head has been, for as long as the trail lasts. Times in milliseconds. */
export class Trail {
  private kept: TrailPoint[] = [];

  add(point: TrailPoint): void {
    const last = this.kept.at(-1);
    if (!last || last.x !== point.x || last.y !== point.y) {
      this.kept.push(point);
    }
  }

  /** The points younger than `life`, oldest first; a way of more than `leap` is a jump. */
  fading(now: number, life: number, leap: number): TrailStep[] {
    this.kept = this.kept.filter((point) => now - point.at < life);
    return this.kept.map((point, i) => {
      const from = this.kept[i - 1] ?? point;
      return { ...point, fresh: 1 - (now - point.at) / life, jumped: Math.hypot(point.x - from.x, point.y - from.y) > leap };
    });
  }

  clear(): void {
    this.kept = [];
  }
}
