import { svg, type SVGTemplateResult } from "lit";
import { type Grid, type Pattern, stepCount } from "../core/grid";
import { markOf } from "./palette";

/** A pattern in the size of a stamp: a dot a stroke. */
export function thumbnail(pattern: Pattern, grid: Grid): SVGTemplateResult {
  const steps = stepCount(grid);
  const rows = grid.drums.length;
  const path = (drum: number): string =>
    pattern
      .filter((hit) => hit.drum === drum)
      .map((hit) => `M${((hit.step / steps) * 48).toFixed(1)} ${((hit.drum + 0.15) * 24) / rows}v${(0.7 * 24) / rows}`)
      .join("");
  return svg`<svg viewBox="-1 0 50 24" preserveAspectRatio="none" aria-hidden="true">${grid.drums.map(
    (drum, i) => svg`<path d=${path(i)} stroke=${markOf(drum).colour}></path>`,
  )}</svg>`;
}
