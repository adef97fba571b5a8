import type { Clip, Place, SpaceMap } from "../api";
import { distance } from "./plane";

/** The training phrase that lies nearest to a place, and how far: by whole codes where both are known, else on the map. */
export interface Near {
  readonly clip: Clip;
  readonly distance: number;
}

let last: { place: Place; map: SpaceMap; near: Near | null } | null = null;

/** Asked for by several views in a row for one place: the last answer is kept. */
export function nearest(place: Place, map: SpaceMap | null): Near | null {
  if (!map) {
    return null;
  }
  if (last?.place !== place || last.map !== map) {
    last = { place, map, near: search(place, map.clips) };
  }
  return last.near;
}

function search(place: Place, clips: readonly Clip[]): Near | null {
  let best: Near | null = null;
  for (const clip of clips) {
    const far = place.code && clip.code ? distance(place.code, clip.code) : Math.hypot(clip.x - place.x, clip.y - place.y);
    if (!best || far < best.distance) {
      best = { clip, distance: far };
    }
  }
  return best;
}

/** Whether a place is a copy of what was learned, near to it, or new, by how far apart the learned phrases themselves lie. */
export type Closeness = "copy" | "near" | "new";

const copied = 0.15;

export function closeness({ distance: far }: Near, spacing: { near: number; far: number }): Closeness {
  return far <= copied * spacing.near ? "copy" : far <= spacing.far ? "near" : "new";
}

export const closenessWords: Record<Closeness, string> = {
  copy: "a copy of",
  near: "near",
  new: "new: nothing like it is nearer than",
};
