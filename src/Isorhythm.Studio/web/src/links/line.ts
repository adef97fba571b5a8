/** A tick of a clock: how many came by then, and when, in milliseconds. */
export interface Tick {
  readonly count: number;
  readonly at: number;
}

/** The straight line of least squares through ticks: milliseconds a tick, and the point in its middle. */
export function lineThrough(ticks: readonly Tick[]): { readonly slope: number; readonly middle: Tick } {
  const mean = (of: (tick: Tick) => number): number => ticks.reduce((sum, tick) => sum + of(tick), 0) / ticks.length;
  const middle = { count: mean((tick) => tick.count), at: mean((tick) => tick.at) };
  const both = mean((tick) => (tick.count - middle.count) * (tick.at - middle.at));
  const spread = mean((tick) => (tick.count - middle.count) ** 2);
  return { slope: both / spread, middle };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
