import type { Place } from "./api";

/** A corner of the pad: a snapshot or a clip, by the name that it is shown with. */
export interface Corner {
  readonly name: string;
  readonly place: Place;
}

/** Four corners, top left, top right, bottom left, bottom right, and the puck between them: `x` 0..1 to the right, `y` 0..1 down. */
export interface Pad {
  readonly corners: readonly (Corner | null)[];
  readonly x: number;
  readonly y: number;
}

export const emptyPad: Pad = { corners: [null, null, null, null], x: 0.5, y: 0.5 };

/** The place that mixes four by how near the puck is to each; null while a corner is missing. */
export function placeOn({ corners, x, y }: Pad): Place | null {
  const [a, b, c, d] = corners.map((corner) => corner?.place);
  return a && b && c && d ? mix(mix(a, b, x), mix(c, d, x), y) : null;
}

/** The place at `part` (0..1) of the way from one to the other. */
export function mix(from: Place, to: Place, part: number): Place {
  const at = (a: number, b: number): number => a + (b - a) * part;
  const point = { x: at(from.x, to.x), y: at(from.y, to.y) };
  return from.code && to.code ? { ...point, code: from.code.map((value, i) => at(value, to.code?.[i] ?? value)) } : point;
}
