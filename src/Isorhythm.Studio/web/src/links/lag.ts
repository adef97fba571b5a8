const furthest = 280;
const fewest = 5;

/** How much later than clicks taps come, in milliseconds: the median over the clicks that were met; null where too few were. */
export function lagOf(clicks: readonly number[], taps: readonly number[]): number | null {
  const lags = clicks.flatMap((click) => {
    const near = taps.map((tap) => tap - click).filter((lag) => Math.abs(lag) <= furthest);
    return near.length > 0 ? [near.reduce((best, lag) => (Math.abs(lag) < Math.abs(best) ? lag : best))] : [];
  });
  const sorted = lags.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length < fewest ? null : ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
