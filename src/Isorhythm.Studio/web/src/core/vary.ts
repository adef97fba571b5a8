import type { Clip, Place, SpaceMap } from "./api";
import { distance } from "./space/plane";

type Vector = readonly number[];

/** How far the clips lie from their middle, as a root of the mean square. */
export function spreadOf(vectors: readonly Vector[]): number {
  const middle = vectors[0]?.map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / vectors.length) ?? [];
  const squares = vectors.reduce((sum, vector) => sum + distance(vector, middle) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, vectors.length));
}

let last: { map: SpaceMap; spread: number } | null = null;

/** The spread of a map's clips, in the space where their codes are known; asked for again and again of one map. */
export function spreadOn(map: SpaceMap): number {
  if (last?.map !== map) {
    last = { map, spread: spreadOf(map.clips.map(vectorOf)) };
  }
  return last.spread;
}

/**
 * A place beside this one, no farther away than `radius` (a share of the clips' spread), in a direction in which two of the
 * clips differ: a space of many dimensions has music in few of them.
 */
export function varied(place: Place, map: SpaceMap, radius: number, random: () => number = Math.random): Place {
  const here = place.code ?? [place.x, place.y];
  const direction = betweenTwo(map.clips, here.length, random);
  // The root spreads the places evenly over a disc; nearer than a fifth of the radius hardly anything else is heard.
  const by = (radius * spreadOn(map) * Math.sqrt(0.04 + 0.96 * random())) / (Math.hypot(...direction) || 1);
  const [x = 0, y = 0, ...rest] = here.map((value, i) => value + by * (direction[i] ?? 0));
  return place.code ? { ...place, code: [x, y, ...rest] } : { x, y };
}

function betweenTwo(clips: readonly Clip[], size: number, random: () => number): Vector {
  const first = Math.floor(random() * clips.length);
  const other = (first + 1 + Math.floor(random() * (clips.length - 1))) % clips.length;
  const [from, to] = [clips[first], clips[other]].map((clip) => (clip && size > 2 ? vectorOf(clip) : [clip?.x ?? 0, clip?.y ?? 0]));
  const between = to?.map((value, i) => value - (from?.[i] ?? 0)) ?? [];
  // Two clips may lie on one place: then any direction is as good.
  return between.some((value) => value !== 0) ? between : Array.from({ length: size }, () => random() - 0.5);
}

function vectorOf(clip: Clip): Vector {
  return clip.code ? Array.from(clip.code) : [clip.x, clip.y];
}
