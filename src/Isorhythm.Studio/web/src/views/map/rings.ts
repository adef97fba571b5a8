import type { Contours } from "../../core/api";
import type { Plane } from "./plane";

/** Lines along which everything sounds equally far from the head: circles where the map is drawn to scale. Fainter outwards. */
export function drawRings(pen: CanvasRenderingContext2D, plane: Plane, head: { x: number; y: number }, { radii }: Contours): void {
  const scale = plane.size / (2 * plane.extent);
  pen.lineWidth = 1.2;
  radii.forEach((line, i) => {
    pen.strokeStyle = `rgb(236 231 220 / ${0.42 - 0.07 * i})`;
    pen.beginPath();
    let drawing = false;
    for (let ray = 0; ray <= line.length; ray++) {
      const radius = line[ray % line.length];
      const angle = (2 * Math.PI * ray) / line.length;
      if (radius == null) {
        drawing = false;
        continue;
      }
      const [x, y] = [head.x + radius * scale * Math.cos(angle), head.y - radius * scale * Math.sin(angle)];
      drawing ? pen.lineTo(x, y) : pen.moveTo(x, y);
      drawing = true;
    }
    pen.stroke();
  });
}
