import type { Place } from "./api";
import { mix } from "./pad";

/** The place at `amount` (0..1) along the line through these places, each leg taking an equal share. */
export function morphPlace(places: readonly Place[], amount: number): Place | null {
  const along = amount * (places.length - 1);
  const leg = Math.min(Math.floor(along), places.length - 2);
  const from = places[Math.max(0, leg)];
  const to = places[leg + 1];
  if (!from || !to) {
    return from ?? null;
  }
  const part = along - leg;
  if (part === 0 || part === 1) {
    return part === 0 ? from : to;
  }
  return mix(from, to, part);
}
