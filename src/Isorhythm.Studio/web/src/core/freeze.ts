import { byStepThenDrum, type Pattern } from "./grid";

/** The pattern with its frozen rows as they are in another. */
export function withFrozen(pattern: Pattern, kept: Pattern, frozen: readonly boolean[]): Pattern {
  return frozen.some(Boolean)
    ? [...pattern.filter((hit) => !frozen[hit.drum]), ...kept.filter((hit) => frozen[hit.drum])].sort(byStepThenDrum)
    : pattern;
}
