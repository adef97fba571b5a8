import type { Place, SpaceMap } from "./api";
import { byStepThenDrum, type Grid, type Hit, type Pattern, stepCount, stepsPerBar } from "./grid";
import { type Plane, toCode } from "./space/plane";

/** A way of the head over whole bars, as it was drawn: points evenly spaced in time. */
export interface Path {
  readonly name: string;
  readonly bars: number;
  readonly points: readonly (readonly [number, number])[];
  /** The plane that it was drawn on, with what lay beside it; null in a space of two dimensions. */
  readonly plane: Plane | null;
}

/** The path that goes round and round, and the step on which it began; null until the next bar. */
export interface Looping {
  readonly name: string;
  readonly since: number | null;
}

/** Where a hand was, in seconds since it set out. */
export interface Traced {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

const pointsPerBar = 16;
const longest = 32;

/** A path from what a hand drew, as many whole bars long as come nearest to the time that it took. */
export function drawn(name: string, traced: readonly Traced[], barSeconds: number, plane: Plane | null): Path {
  const seconds = traced.at(-1)?.at ?? 0;
  const bars = Math.min(longest, Math.max(1, Math.round(seconds / barSeconds)));
  const count = bars * pointsPerBar;
  const points = Array.from({ length: count }, (_, i) => pointAt(traced, (i / (count - 1)) * seconds));
  return { name, bars, points, plane };
}

/** The place at `phase` (0..1) of the way round. */
export function placeAt({ points, plane }: Path, phase: number): Place {
  const along = phase * points.length;
  const [from, to] = [points[Math.floor(along)], points[Math.min(points.length - 1, Math.floor(along) + 1)]];
  const part = along - Math.floor(along);
  const [x, y] = [0, 1].map((axis) => (from?.[axis] ?? 0) + ((to?.[axis] ?? 0) - (from?.[axis] ?? 0)) * part) as [number, number];
  return plane ? { x, y, code: toCode(plane, { x, y }, []) } : { x, y };
}

/** Where a loop is at a step since the start, 0..1, and since which step; it sets out on a bar. Null until then. */
export function loopAt({ bars }: Path, { since }: Looping, step: number, grid: Grid): { phase: number; since: number } | null {
  const bar = stepsPerBar(grid);
  const start = since !== null && since <= step ? since : step % bar === 0 ? step : null;
  return start === null ? null : { phase: ((step - start) % (bars * bar)) / (bars * bar), since: start };
}

/** What is heard along a path, a beat from each place on it, in patterns of the grid's length. */
export async function patternsAlong(path: Path, grid: Grid, patternAt: (place: Place) => Promise<Pattern>): Promise<Pattern[]> {
  const [beat, length] = [grid.stepsPerQuarter, stepCount(grid)];
  const steps = path.bars * stepsPerBar(grid);
  const patterns: Hit[][] = Array.from({ length: Math.ceil(steps / length) }, () => []);
  for (let step = 0; step < steps; step += beat) {
    const from = step % length;
    const pattern = await patternAt(placeAt(path, step / steps));
    patterns[Math.floor(step / length)]?.push(...pattern.filter((hit) => hit.step >= from && hit.step < from + beat));
  }
  return patterns.map((hits) => hits.sort(byStepThenDrum));
}

/** The plane of a map with what lies beside it put into its origin. */
export function planeBeside(map: SpaceMap, rest: readonly number[]): Plane {
  return { origin: map.origin.map((value, i) => value + (rest[i] ?? 0)), right: map.right, up: map.up };
}

function pointAt(traced: readonly Traced[], at: number): readonly [number, number] {
  const next = Math.max(1, traced.findIndex((point) => point.at >= at));
  const [from, to] = [traced[next - 1], traced[next] ?? traced[next - 1]];
  if (!from || !to) {
    return [0, 0];
  }
  const part = to.at > from.at ? (at - from.at) / (to.at - from.at) : 0;
  return [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
}
