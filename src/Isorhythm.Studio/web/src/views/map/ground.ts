import type { Clip, SpaceMap } from "../../core/api";
import { font, rem } from "../lettering";
import { ink } from "../palette";
import { beside, type Box, type Dot, dotBox, dotsAround, type Lettering, over, placeLabels } from "./labels";
import type { Plane } from "./plane";
import { zonesOf } from "./zones";

// A crowd shows the names of its regions; the clips' own come up around the head and under the pointer.
const crowd = 60;
// In a crowd of thousands no more names would fit than these, each clear of so many dots.
const mostNames = 60;
const mostDots = 400;

/** Draws what stands still: the shading once it is known, the clips, and as many names as fit. Returns what the names cover. */
export function drawGround(pen: CanvasRenderingContext2D, plane: Plane, shading: CanvasImageSource | null, map: SpaceMap): Box[] {
  const isInside = (clip: Clip): boolean => Math.max(Math.abs(clip.x), Math.abs(clip.y)) <= map.extent;
  const clips = map.clips.filter(isInside);
  pen.imageSmoothingQuality = "high";
  if (shading) {
    pen.drawImage(shading, 0, 0, plane.size, plane.size);
  }
  const dots = dotsOf(plane, clips);
  drawDirections(pen, plane, map.plane);
  const corners = cornersOf(map);
  drawTriangle(pen, dotsOf(plane, corners));
  dots.forEach((dot) => drawDot(pen, dot.x, dot.y, dots.length > crowd ? 0.125 * rem() : 0.175 * rem()));
  // A plane through three corners is no larger than they need: most clips lie outside.
  if (corners.length === 0) {
    dotsOf(plane, map.clips.filter((clip) => !isInside(clip))).forEach((dot) => drawBeyond(pen, plane, dot));
  } else {
    dotsOf(plane, corners).forEach((dot) => drawName(pen, plane.size, dot, 9, dot.name));
    return [];
  }
  if (map.genres.length > 0 && map.plane === "") {
    return drawZones(pen, plane, map.genres.map((genre) => ({ ...plane.toScreen(genre), name: genre.name.replaceAll("_", " ").toUpperCase() })));
  }
  const zones = dots.length > crowd ? zonesOf(clips) : [];
  if (zones.length > 0) {
    return drawZones(pen, plane, zones.map((zone) => ({ ...plane.toScreen(zone.middle), name: zone.name.toUpperCase() })));
  }
  pen.globalAlpha = dots.length > crowd ? 0.5 : 0.72;
  const named = drawBeside(pen, plane, dots, dots.length > crowd ? 14 : 0, dots.map((dot) => dotBox(dot)));
  pen.globalAlpha = 1;
  return named;
}

function cornersOf({ plane, clips }: SpaceMap): Clip[] {
  const numbers = plane.split(",").map(Number);
  return numbers.length === 3 ? numbers.flatMap((number) => clips[number] ?? []) : [];
}

function drawTriangle(pen: CanvasRenderingContext2D, corners: readonly Dot[]): void {
  pen.strokeStyle = "rgb(236 231 220 / 0.3)";
  pen.lineWidth = 1.2;
  pen.beginPath();
  corners.forEach((corner) => pen.lineTo(corner.x, corner.y));
  pen.closePath();
  pen.stroke();
}

/** What there is more of to the right and upwards, where a plane has a meaning. */
function drawDirections(pen: CanvasRenderingContext2D, { size }: Plane, name: string): void {
  const [right, up, more] = name.split(",");
  if (!right || !up || more) {
    return;
  }
  pen.font = font(0.75, 500);
  pen.textBaseline = "middle";
  pen.fillStyle = ink.quiet;
  pen.fillText(`${right} →`, size - pen.measureText(`${right} →`).width - 14, size / 2);
  pen.fillText(`↑ ${up}`, size / 2 - pen.measureText(`↑ ${up}`).width / 2, 5.5 * rem());
}

/** The names of the clips around a point, the nearest first; `clear` is the radius that stays free, `taken` what else does. */
export function drawAround(
  pen: CanvasRenderingContext2D,
  plane: Plane,
  all: readonly Dot[],
  point: { x: number; y: number },
  clear: number,
  taken: readonly Box[],
): void {
  if (all.length <= crowd) {
    return;
  }
  const dots = dotsAround(all, point, clear, plane.size * 0.16, mostDots);
  pen.globalAlpha = 0.8;
  drawBeside(pen, plane, dots.slice(0, mostNames), 2, [...taken, dotBox(point, clear), ...dots.map((dot) => dotBox(dot))]);
  pen.globalAlpha = 1;
}

/** The clips on the screen. */
export function dotsOf(plane: Plane, clips: readonly Clip[]): Dot[] {
  return clips.map((clip) => ({ ...plane.toScreen(clip), name: clip.name }));
}

function drawBeside(
  pen: CanvasRenderingContext2D,
  plane: Plane,
  dots: readonly Dot[],
  air: number,
  taken: readonly Box[],
): Box[] {
  pen.font = font(0.75);
  pen.textBaseline = "middle";
  pen.fillStyle = ink.text;
  const labels = placeLabels(dots, lettering(pen, plane, air), beside, taken);
  labels.forEach((label) => pen.fillText(label.dot.name, label.x, label.y));
  return labels.map((label) => label.box);
}

function drawZones(pen: CanvasRenderingContext2D, plane: Plane, dots: readonly Dot[]): Box[] {
  pen.font = font(0.6875, 600);
  pen.letterSpacing = "0.12em";
  pen.textBaseline = "middle";
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  pen.strokeStyle = "rgb(9 12 16 / 0.7)";
  pen.fillStyle = "rgb(236 231 220 / 0.74)";
  const labels = placeLabels(dots, lettering(pen, plane, 4), over, []);
  for (const label of labels) {
    pen.strokeText(label.dot.name, label.x, label.y);
    pen.fillText(label.dot.name, label.x, label.y);
  }
  pen.letterSpacing = "0px";
  return labels.map((label) => label.box);
}

function lettering(pen: CanvasRenderingContext2D, plane: Plane, air: number): Lettering {
  return { width: (name) => pen.measureText(name).width, height: 0.95 * rem(), air, size: plane.size };
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

/** A clip so far outside that the map would be a dot for its sake: an arrow at the border points to it. */
function drawBeyond(pen: CanvasRenderingContext2D, plane: Plane, dot: Dot): void {
  const { x, y } = plane.inside(dot, 9);
  pen.save();
  pen.translate(x, y);
  pen.rotate(Math.atan2(dot.y - y, dot.x - x));
  pen.fillStyle = "rgb(236 231 220 / 0.7)";
  pen.beginPath();
  pen.moveTo(5, 0);
  pen.lineTo(-4, -5);
  pen.lineTo(-4, 5);
  pen.fill();
  pen.restore();
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
