import type { Contours } from "../../core/api";
import type { Plane } from "./plane";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lines along which everything sounds equally far from the head: circles where the map is drawn to scale. Fainter outwards. */
export function drawRings(pen: CanvasRenderingContext2D, plane: Plane, head: Point, { radii }: Contours): void {
  const scale = plane.size / (2 * plane.extent);
  pen.lineWidth = 1.2;
  radii.forEach((line, i) => {
    pen.strokeStyle = `rgb(236 231 220 / ${0.42 - 0.07 * i})`;
    pen.beginPath();
    const at = (ray: number): Point | null => {
      const radius = line[(ray + line.length) % line.length];
      const angle = (2 * Math.PI * ray) / line.length;
      return radius == null ? null : { x: head.x + radius * scale * Math.cos(angle), y: head.y - radius * scale * Math.sin(angle) };
    };
    for (let ray = 0; ray < line.length; ray++) {
      const [before, here, after] = [at(ray - 1), at(ray), at(ray + 1)];
      if (before && here && after) {
        // From the middle of one side to the middle of the next, bent towards the corner between: no corner is left.
        pen.moveTo((before.x + here.x) / 2, (before.y + here.y) / 2);
        pen.quadraticCurveTo(here.x, here.y, (here.x + after.x) / 2, (here.y + after.y) / 2);
      }
    }
    pen.stroke();
  });
}
