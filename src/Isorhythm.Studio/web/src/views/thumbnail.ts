import { svg, type SVGTemplateResult } from "lit";
import { type Grid, type Pattern, stepCount } from "../core/grid";
import { markOf } from "./palette";

/** A pattern in the size of a stamp: a dot a stroke, a line a note. */
export function thumbnail(pattern: Pattern, grid: Grid): SVGTemplateResult {
  const steps = stepCount(grid);
  const rows = grid.drums.length;
  const path = (drum: number): string =>
    pattern
      .filter((hit) => hit.drum === drum)
      .map((hit) => `M${((hit.step / steps) * 48).toFixed(1)} ${((hit.drum + 0.15) * 24) / rows}v${(0.7 * 24) / rows}`)
      .join("");
  const line = (row: number): string => {
    const notes = pattern.filter((hit) => hit.drum === row);
    const [low, high] = [Math.min(...notes.map((hit) => hit.pitch ?? 60)), Math.max(...notes.map((hit) => hit.pitch ?? 60))];
    const y = (pitch: number): number => 22 - (20 * (pitch - low + 0.5)) / (high - low + 1);
    return notes
      .map((hit) => `M${((hit.step / steps) * 48).toFixed(1)} ${y(hit.pitch ?? 60).toFixed(1)}h${(((hit.length ?? 1) / steps) * 48).toFixed(1)}`)
      .join("");
  };
  return svg`<svg viewBox="-1 0 50 24" preserveAspectRatio="none" aria-hidden="true">${grid.drums.map(
    (drum, i) => svg`<path d=${drum.role ? line(i) : path(i)} stroke=${markOf(drum).colour}></path>`,
  )}</svg>`;
}
