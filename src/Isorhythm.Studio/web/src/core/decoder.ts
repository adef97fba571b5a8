import { api, type Place, type Space } from "./api";
import { strokes } from "./decode";
import { withFrozen } from "./freeze";
import type { Grid, Pattern } from "./grid";
import type { State } from "./state";
import type { Take } from "./take";
import { type Note, patternOf } from "./tracks";

/** What the studio makes of a place: likelihoods of a grid, or notes. */
export type Decoded = Float32Array | readonly Note[];

/** The highest temperature that a hand can set: beyond it notes are noise. */
export const hottest = 1.5;

/** How much chance there is in notes, and which throw of it. */
export type Chance = Pick<State, "temperature" | "draw">;

/** What decides which strokes come of it. */
export type Deciding = Pick<State, "threshold" | "density" | "frozen" | "take">;

export function decodedAt(model: Space, place: Place, { temperature, draw }: Chance): Promise<Decoded> {
  return model.tracks ? api.notes(model.name, place, temperature, draw) : api.decode(model.name, place);
}

/** The take that comes of what was decoded at a place; frozen rows stay as they are. */
export function takeOf(place: Place, decoded: Decoded, grid: Grid, by: Deciding): Take {
  const { threshold, density } = by;
  const pattern = decoded instanceof Float32Array ? strokes(decoded, grid, by) : patternOf(decoded, grid);
  return { place, pattern: withFrozen(pattern, kept(by), by.frozen), rule: { threshold, density }, held: false };
}

function kept({ take }: Deciding): Pattern {
  return take?.pattern ?? [];
}
