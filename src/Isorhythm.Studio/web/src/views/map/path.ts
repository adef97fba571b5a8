import type { SpaceMap } from "../../core/api";
import { type Path, placeAt } from "../../core/path";
import { toPoint } from "../../core/space/plane";
import type { Plane } from "./plane";

/** The path that is played, as a fine dotted line with a ring where it sets out. */
export function drawPath(pen: CanvasRenderingContext2D, plane: Plane, map: SpaceMap, path: Path): void {
  const count = path.points.length;
  const dots = path.points.map((_, i) => {
    const place = placeAt(path, i / count);
    return plane.toScreen(place.code ? toPoint(map, place.code) : place);
  });
  pen.strokeStyle = "rgb(255 176 0 / 0.6)";
  pen.lineWidth = 1.6;
  pen.lineJoin = "round";
  pen.setLineDash([1, 5]);
  pen.lineCap = "round";
  pen.beginPath();
  dots.forEach((dot) => pen.lineTo(dot.x, dot.y));
  pen.stroke();
  pen.setLineDash([]);
  const first = dots[0];
  if (first) {
    pen.beginPath();
    pen.arc(first.x, first.y, 4, 0, 2 * Math.PI);
    pen.stroke();
  }
}
