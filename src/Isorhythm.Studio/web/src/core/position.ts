import type { Grid } from "./grid";
import { stepsPerBar } from "./grid";

/** "2.3.1": bar, beat and sixteenth, all counted from one, at a step since the start. */
export function barBeatSixteenth(grid: Grid, step: number): string {
  const bar = stepsPerBar(grid);
  const within = step % bar;
  const beat = Math.floor(within / grid.stepsPerQuarter);
  const sixteenth = Math.floor(((within % grid.stepsPerQuarter) * 4) / grid.stepsPerQuarter);
  return `${Math.floor(step / bar) + 1}.${beat + 1}.${sixteenth + 1}`;
}
