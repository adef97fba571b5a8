export interface TrailPoint {
  readonly x: number;
  readonly y: number;
  readonly at: number;
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

  /** The points younger than `life`, oldest first, each with how fresh it is: 1 now, 0 gone. */
  fading(now: number, life: number): (TrailPoint & { fresh: number })[] {
    this.kept = this.kept.filter((point) => now - point.at < life);
    return this.kept.map((point) => ({ ...point, fresh: 1 - (now - point.at) / life }));
  }

  clear(): void {
    this.kept = [];
  }
}
