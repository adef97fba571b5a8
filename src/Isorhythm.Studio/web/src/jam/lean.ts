export type Source = "keys" | "pads" | "midi";

const remembered = 32;
const enough = 8;

/** How far a player's strokes lie off the sixteenths, per instrument: what is constant in it is the instrument's latency. */
export class Lean {
  private readonly offsets: { [source in Source]: number[] } = { keys: [], pads: [], midi: [] };

  /** `offset` is the distance to the nearest sixteenth in seconds, late is positive. */
  add(source: Source, offset: number): void {
    this.offsets[source] = [...this.offsets[source], offset].slice(-remembered);
  }

  /** The median in milliseconds; null until there is enough to tell. */
  of(source: Source): number | null {
    const sorted = this.offsets[source].toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    return median === undefined || sorted.length < enough ? null : Math.round(median * 1000);
  }

  forget(source: Source): void {
    this.offsets[source] = [];
  }
}
