import { type Grid, stepsPerBar } from "../../core/grid";
import { ink, markOf } from "../palette";
import { type LaneBox, laneHeight, laneTop, stepWidth } from "./layout";
import type { Sprite } from "./morphing";
import { isTriplet } from "./ruler";

// Where a quarter is narrower, in pixels, only bars are told apart.
const narrow = 20;

/** Beats, bars, sixteenths and triplets, behind the strokes. */
export function drawLanes(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid): void {
  grid.drums.forEach((_, drum) => {
    pen.fillStyle = "#11161c";
    pen.beginPath();
    const gap = Math.min(3, laneHeight(box, grid, drum) * 0.12);
    pen.roundRect(0, laneTop(box, grid, drum) + gap / 2, box.width, laneHeight(box, grid, drum) - gap, 3);
    pen.fill();
  });
  for (let step = box.from; step <= box.from + box.steps; step++) {
    drawLine(pen, box, grid, step);
  }
}

function drawLine(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid, step: number): void {
  const x = Math.round((step - box.from) * stepWidth(box));
  if (stepWidth(box) * grid.stepsPerQuarter < narrow && step % stepsPerBar(grid) !== 0) {
    return;
  }
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
  const lane = laneHeight(box, grid, sprite.drum);
  const inset = Math.min(3, lane * 0.1);
  const wide = Math.min(9, Math.max(4, stepWidth(box) * 0.95)) * (0.5 + 0.5 * sprite.size);
  const high = (lane - 2 * inset) * (0.14 + 0.86 * sprite.velocity) * sprite.size;
  const x = (sprite.position - box.from) * stepWidth(box);
  const y = laneTop(box, grid, sprite.drum) + lane - inset;
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

/** The line that sweeps with the audio clock; `at` is a step of the pattern. */
export function drawPlayhead(pen: CanvasRenderingContext2D, box: LaneBox, at: number): void {
  if (at < box.from || at > box.from + box.steps) {
    return;
  }
  const x = (at - box.from) * stepWidth(box);
  const sweep = pen.createLinearGradient(x - 26, 0, x, 0);
  sweep.addColorStop(0, "rgb(255 176 0 / 0)");
  sweep.addColorStop(1, "rgb(255 176 0 / 0.16)");
  pen.fillStyle = sweep;
  pen.fillRect(x - 26, box.ruler, 26, box.height);
  pen.fillStyle = ink.accent;
  pen.fillRect(x - 0.75, box.ruler - 4, 1.5, box.height);
}

/** The cell that the keyboard is on. */
export function drawCursor(pen: CanvasRenderingContext2D, box: LaneBox, grid: Grid, cursor: { step: number; drum: number }): void {
  const lane = laneHeight(box, grid, cursor.drum);
  const wide = Math.max(8, stepWidth(box));
  pen.strokeStyle = ink.text;
  pen.lineWidth = 1.5;
  pen.strokeRect((cursor.step - box.from) * stepWidth(box) - 2, laneTop(box, grid, cursor.drum) + 1, wide + 3, lane - 2);
}
