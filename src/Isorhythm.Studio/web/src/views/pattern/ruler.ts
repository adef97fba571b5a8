import { type Grid, stepsPerBar } from "../../core/grid";

/** "kick, bar 1, beat 2, second triplet": where a cell lies, as one would say it. */
export function cellWords(grid: Grid, step: number, drum: number): string {
  const bar = stepsPerBar(grid);
  const beat = Math.floor((step % bar) / grid.stepsPerQuarter) + 1;
  return `${grid.drums[drum]?.name ?? "drum"}, bar ${Math.floor(step / bar) + 1}, beat ${beat}${withinBeat(grid, step)}`;
}

const ordinals = ["first", "second", "third", "fourth"];

function withinBeat(grid: Grid, step: number): string {
  const within = step % grid.stepsPerQuarter;
  const sixteenth = (within * 4) / grid.stepsPerQuarter;
  const triplet = (within * 3) / grid.stepsPerQuarter;
  if (within === 0) {
    return "";
  }
  if (Number.isInteger(sixteenth)) {
    return `, ${ordinals[sixteenth]} sixteenth`;
  }
  return Number.isInteger(triplet) ? `, ${ordinals[triplet]} triplet` : `, step ${within + 1} of ${grid.stepsPerQuarter}`;
}

/** A stroke on a triplet is drawn round, one on the sixteenths square: both grids can be read in one lane. */
export function isTriplet(grid: Grid, step: number): boolean {
  const within = step % grid.stepsPerQuarter;
  return (within * 4) % grid.stepsPerQuarter !== 0 && (within * 3) % grid.stepsPerQuarter === 0;
}
