import type { Clip } from "../../core/api";
import { font, rem } from "../lettering";
import { ink } from "../palette";
import { placeLabels } from "./labels";
import type { Plane } from "./plane";

// A crowd needs air between its names: only some of them fit, and the rest show under the pointer.
const crowd = 60;

/** What stands still on the map: the shading, the clips, and as many of their names as fit. */
export function drawGround(pen: CanvasRenderingContext2D, plane: Plane, shading: CanvasImageSource, clips: readonly Clip[]): void {
  pen.imageSmoothingQuality = "high";
  pen.drawImage(shading, 0, 0, plane.size, plane.size);
  const dots = clips.map((clip) => ({ ...plane.toScreen(clip), name: clip.name }));
  dots.forEach((dot) => drawDot(pen, dot.x, dot.y, dots.length > crowd ? 2 : 2.8));
  pen.font = font(0.75);
  pen.textBaseline = "middle";
  pen.fillStyle = ink.text;
  pen.globalAlpha = dots.length > crowd ? 0.5 : 0.72;
  const air = dots.length > crowd ? 14 : 0;
  const labels = placeLabels(dots, (name) => pen.measureText(name).width, rem() * 0.95, air, plane.size);
  labels.forEach((label) => pen.fillText(label.dot.name, label.x, label.y));
  pen.globalAlpha = 1;
}

/** One name in full light on a plate beside a point, turned to the side where there is room. */
export function drawName(
  pen: CanvasRenderingContext2D,
  size: number,
  point: { x: number; y: number },
  distance: number,
  name: string,
): void {
  pen.font = font(0.875, 500);
  pen.textBaseline = "middle";
  const wide = pen.measureText(name).width;
  const left = point.x + distance + 10 + wide + 6 > size ? point.x - distance - 10 - wide : point.x + distance + 10;
  const middle = Math.min(size - 14, Math.max(14, point.y));
  pen.fillStyle = "rgb(9 12 16 / 0.92)";
  pen.beginPath();
  pen.roundRect(left - 7, middle - 0.75 * rem(), wide + 14, 1.5 * rem(), 6);
  pen.fill();
  pen.fillStyle = ink.text;
  pen.fillText(name, left, middle + 1);
  if (distance < 10) {
    drawDot(pen, point.x, point.y, 4);
  }
}

function drawDot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.fillStyle = "rgb(9 12 16 / 0.6)";
  pen.beginPath();
  pen.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = "rgb(236 231 220 / 0.85)";
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
