import type { Drum, Grid } from "../../core/grid";

/** The steps that are shown, and the box they are drawn into: a ruler above one lane a row. */
export interface LaneBox {
  readonly width: number;
  readonly height: number;
  readonly ruler: number;
  readonly from: number;
  readonly steps: number;
}

const melodyWeight = 5;

/** How many drums' lanes a row is as high as: a melody needs room for its pitches. */
export function weightOf(row: Drum): number {
  return row.role ? melodyWeight : 1;
}

export function weights(grid: Grid): number {
  return grid.drums.reduce((sum, row) => sum + weightOf(row), 0);
}

export function stepWidth(box: LaneBox): number {
  return box.width / box.steps;
}

export function laneTop(box: LaneBox, grid: Grid, row: number): number {
  const above = grid.drums.slice(0, row).reduce((sum, drum) => sum + weightOf(drum), 0);
  return box.ruler + (above * (box.height - box.ruler)) / weights(grid);
}

export function laneHeight(box: LaneBox, grid: Grid, row: number): number {
  const drum = grid.drums[row];
  return drum ? (weightOf(drum) * (box.height - box.ruler)) / weights(grid) : 0;
}

/** The row at a height, or -1. */
export function rowAt(box: LaneBox, grid: Grid, y: number): number {
  return grid.drums.findIndex((_, row) => y >= laneTop(box, grid, row) && y < laneTop(box, grid, row) + laneHeight(box, grid, row));
}
