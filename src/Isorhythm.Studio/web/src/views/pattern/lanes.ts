import { type Grid, stepsPerBar } from "../../core/grid";
import { ink, markOf } from "../palette";
import type { Sprite } from "./morphing";
import { isTriplet } from "./ruler";

/** The steps that are shown, and the box they are drawn into: a ruler above one lane a drum. */
export interface LaneBox {
  readonly width: number;
  readonly height: number;
  readonly ruler: number;
  readonly from: number;
  readonly steps: number;
}

export function stepWidth(box: LaneBox): number {
  return box.width / box.steps;
}

export function laneHeight(box: LaneBox, grid: Grid): number {
  return (box.height - box.ruler) / grid.drums.length;
}

/** Beats, bars, sixteenths and triplets, behind the strokes. */
export function drawLanes(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid): void {
  const lane = laneHeight(box, grid);
  grid.drums.forEach((_, drum) => {
    pen.fillStyle = "#11161c";
    pen.beginPath();
    pen.roundRect(0, box.ruler + drum * lane + 1.5, box.width, lane - 3, 3);
    pen.fill();
  });
  for (let step = box.from; step <= box.from + box.steps; step++) {
    drawLine(pen, box, grid, step);
  }
}

function drawLine(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid, step: number): void {
  const x = Math.round((step - box.from) * stepWidth(box));
  const within = step % grid.stepsPerQuarter;
  if (within === 0) {
    const bar = step % stepsPerBar(grid) === 0;
    pen.fillStyle = bar ? "#4a5663" : "#2c3640";
    pen.fillRect(x - (bar ? 1 : 0.5), bar ? 2 : box.ruler - 6, bar ? 2 : 1, box.height);
    drawBeat(pen, box, grid, step, x);
  } else if ((within * 4) % grid.stepsPerQuarter === 0) {
    pen.fillStyle = "#1c242d";
    pen.fillRect(x - 0.5, box.ruler, 1, box.height);
    pen.fillStyle = "#4a5663";
    pen.fillRect(x - 0.5, box.ruler - 5, 1, 4);
  } else if (isTriplet(grid, step)) {
    pen.fillStyle = "#3f4a55";
    pen.beginPath();
    pen.arc(x, box.ruler - 3, 1.1, 0, 2 * Math.PI);
    pen.fill();
  }
}

function drawBeat(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid, step: number, x: number): void {
  if (step < box.from + box.steps) {
    const bar = stepsPerBar(grid);
    const beat = (step % bar) / grid.stepsPerQuarter + 1;
    pen.fillStyle = beat === 1 ? ink.text : ink.quiet;
    pen.fillText(beat === 1 ? `${Math.floor(step / bar) + 1}` : `${Math.floor(step / bar) + 1}.${beat}`, x + 5, box.ruler * 0.36);
  }
}

/** One stroke: height is velocity, the shift off its line is microtiming. `lit` (0..1) flashes it as it sounds. */
export function drawStroke(
  pen: CanvasRenderingContext2D,
  box: LaneBox,
  grid: Grid,
  sprite: Sprite,
  look: { lit: number; muted: boolean },
): void {
  const drum = grid.drums[sprite.drum];
  if (!drum || sprite.size <= 0) {
    return;
  }
  const lane = laneHeight(box, grid);
  const wide = Math.min(9, Math.max(4, stepWidth(box) * 0.95)) * (0.5 + 0.5 * sprite.size);
  const high = (lane - 6) * (0.14 + 0.86 * sprite.velocity) * sprite.size;
  const x = (sprite.position - box.from) * stepWidth(box);
  const y = box.ruler + (sprite.drum + 1) * lane - 3;
  pen.globalAlpha = look.muted ? 0.22 : (0.5 + 0.5 * sprite.velocity) * sprite.size;
  pen.fillStyle = markOf(drum).colour;
  pen.beginPath();
  pen.roundRect(x, y - high, wide, high, isTriplet(grid, sprite.step) ? [wide, wide, 0, 0] : 1);
  pen.fill();
  if (look.lit > 0 && !look.muted) {
    pen.globalAlpha = look.lit * 0.85;
    pen.fillStyle = "#fff";
    pen.fill();
  }
  pen.globalAlpha = 1;
}
