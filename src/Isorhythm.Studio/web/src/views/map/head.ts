import { type Grid, type Pattern, stepCount } from "../../core/grid";
import { ink, markOf } from "../palette";
import type { TrailStep } from "./trail";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The amber line of where the head has been, thinner and fainter as it ages; a jump leaves none. Points in pixels. */
export function drawTrail(pen: CanvasRenderingContext2D, points: readonly TrailStep[]): void {
  pen.strokeStyle = ink.accent;
  pen.lineCap = "butt";
  points.slice(1).forEach((point, i) => {
    const from = points[i];
    if (!from || point.jumped) {
      return;
    }
    pen.globalAlpha = 0.85 * point.fresh ** 1.3;
    pen.lineWidth = 1 + 2.4 * point.fresh;
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(point.x, point.y);
    pen.stroke();
  });
  pen.globalAlpha = 1;
}

/** Where noise has taken this bar, tied to the head. */
export function drawStray(pen: CanvasRenderingContext2D, head: Point, stray: Point): void {
  pen.strokeStyle = "rgb(255 176 0 / 0.45)";
  pen.lineWidth = 1.2;
  pen.setLineDash([2, 4]);
  pen.beginPath();
  pen.moveTo(head.x, head.y);
  pen.lineTo(stray.x, stray.y);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(stray.x, stray.y, 5, 0, 2 * Math.PI);
  pen.stroke();
}

/** What the head shows of itself. `turn` is how far round the pattern it plays, 0..1, or null when stopped. */
export interface HeadLook extends Point {
  readonly radius: number;
  readonly pulse: number;
  readonly turn: number | null;
  readonly pattern: Pattern;
  readonly grid: Grid;
  readonly muted: readonly boolean[];
}

/** The head: an amber point in a dial on which the pattern turns once round, its strokes as ticks. */
export function drawHead(pen: CanvasRenderingContext2D, look: HeadLook): void {
  pen.save();
  pen.translate(look.x, look.y);
  drawDial(pen, look);
  drawTicks(pen, look);
  if (look.turn !== null) {
    drawHand(pen, look.radius, look.turn);
  }
  const core = look.radius * 0.26 * (1 + 0.1 * look.pulse);
  const glow = pen.createRadialGradient(0, 0, core * 0.5, 0, 0, core * (2.4 + look.pulse));
  glow.addColorStop(0, "rgb(255 176 0 / 0.55)");
  glow.addColorStop(1, "rgb(255 176 0 / 0)");
  pen.fillStyle = glow;
  disc(pen, core * (2.4 + look.pulse));
  pen.fillStyle = ink.accent;
  disc(pen, core);
  pen.restore();
}

function drawDial(pen: CanvasRenderingContext2D, look: HeadLook): void {
  pen.fillStyle = "rgb(9 12 16 / 0.86)";
  disc(pen, look.radius * 1.02);
  pen.strokeStyle = "rgb(255 176 0 / 0.5)";
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.arc(0, 0, look.radius * 0.5, 0, 2 * Math.PI);
  pen.stroke();
}

function drawTicks(pen: CanvasRenderingContext2D, { radius, pattern, grid, muted }: HeadLook): void {
  const steps = stepCount(grid);
  // A long pattern has many ticks: they stay apart.
  pen.lineWidth = Math.min(Math.max(1.6, radius * 0.055), (2 * Math.PI * radius * 0.5) / steps);
  pen.lineCap = "butt";
  for (const hit of pattern) {
    const drum = grid.drums[hit.drum];
    if (!drum || muted[hit.drum]) {
      continue;
    }
    const angle = turnAngle((hit.step + hit.offset / 2) / steps);
    const from = radius * 0.55;
    const to = from + radius * (0.12 + 0.34 * hit.velocity);
    pen.strokeStyle = markOf(drum).colour;
    pen.beginPath();
    pen.moveTo(Math.cos(angle) * from, Math.sin(angle) * from);
    pen.lineTo(Math.cos(angle) * to, Math.sin(angle) * to);
    pen.stroke();
  }
}

function drawHand(pen: CanvasRenderingContext2D, radius: number, turn: number): void {
  const angle = turnAngle(turn);
  pen.fillStyle = ink.text;
  pen.beginPath();
  pen.arc(Math.cos(angle) * radius * 0.5, Math.sin(angle) * radius * 0.5, Math.max(2.2, radius * 0.07), 0, 2 * Math.PI);
  pen.fill();
}

function turnAngle(turn: number): number {
  return (turn - 0.25) * 2 * Math.PI;
}

function disc(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fill();
}
