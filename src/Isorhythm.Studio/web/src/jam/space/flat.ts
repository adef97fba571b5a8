import { freshPen, sharpCanvas } from "../../views/canvas";
import { faded, type Player, tints } from "../tints";
import type { Orbit } from "./orbit";
import type { Look, Picture } from "./picture";
import { type Bead, type Knot, piecesFor, ribbon, type Scene } from "./scene";

const mostCloud = 1600;
const sprite = 64;

/** The space on a canvas: the same picture as the solid one, for every machine. */
export class FlatPicture implements Picture {
  readonly element = sharpCanvas("space-canvas", (width, height) => Object.assign(this, { width, height }));
  private width = 1;
  private height = 1;
  private scene: Scene = { cloud: [], human: [], machine: [] };
  private ways: { [player in Player]: readonly Knot[] } = { human: [], machine: [] };
  private readonly glows = { human: glow(tints.human), machine: glow(tints.machine) };

  show(scene: Scene): void {
    this.scene = scene;
    const pieces = Math.min(8, piecesFor(scene.human.length));
    this.ways = { human: ribbon(scene.human, pieces), machine: ribbon(scene.machine, pieces) };
  }

  draw(orbit: Orbit, look: Look): void {
    const pen = freshPen(this.element);
    if (!pen) {
      return;
    }
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, this.width, this.height);
    this.drawCloud(pen, orbit);
    pen.globalCompositeOperation = "lighter";
    this.drawLinks(pen, orbit, look);
    this.drawRibbon(pen, orbit, look, "human");
    this.drawRibbon(pen, orbit, look, "machine");
    this.drawBeads(pen, orbit, look, "human");
    this.drawBeads(pen, orbit, look, "machine");
    pen.globalCompositeOperation = "source-over";
  }

  dispose(): void {
    this.element.remove();
  }

  private spot(orbit: Orbit, point: Bead["at"]): { x: number; y: number; near: number } {
    const { right, up, depth } = orbit.project(point);
    const half = this.height / 2;
    return { x: this.width / 2 + right * half, y: half - up * half, near: orbit.distance / depth };
  }

  private drawCloud(pen: CanvasRenderingContext2D, orbit: Orbit): void {
    const stride = Math.max(1, Math.ceil(this.scene.cloud.length / mostCloud));
    for (let i = 0; i < this.scene.cloud.length; i += stride) {
      const { x, y, near } = this.spot(orbit, this.scene.cloud[i] as Bead["at"]);
      const size = Math.max(1, 1.5 * near);
      pen.fillStyle = `rgb(118 138 158 / ${Math.min(0.75, 0.28 * near ** 2)})`;
      pen.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }

  private drawRibbon(pen: CanvasRenderingContext2D, orbit: Orbit, look: Look, player: Player): void {
    const knots = this.ways[player].filter((knot) => knot.along <= look.head);
    const spots = knots.map((knot) => this.spot(orbit, knot.at));
    pen.lineCap = "round";
    spots.slice(1).forEach((spot, i) => {
      const from = spots[i] ?? spot;
      const bright = knots[i]?.bright ?? 0;
      for (const [width, light] of [[7, 0.1], [2.2, 0.85]] as const) {
        pen.strokeStyle = faded(tints[player], light * bright);
        pen.lineWidth = width * spot.near * look.scale * (0.5 + 0.5 * bright);
        pen.beginPath();
        pen.moveTo(from.x, from.y);
        pen.lineTo(spot.x, spot.y);
        pen.stroke();
      }
    });
  }

  private drawLinks(pen: CanvasRenderingContext2D, orbit: Orbit, look: Look): void {
    pen.lineWidth = look.scale;
    this.scene.human.forEach((bead, i) => {
      const answer = this.scene.machine[i];
      if (answer && i <= look.head) {
        const [from, to] = [this.spot(orbit, bead.at), this.spot(orbit, answer.at)];
        const line = pen.createLinearGradient(from.x, from.y, to.x, to.y);
        line.addColorStop(0, faded(tints.human, 0.4 * bead.bright));
        line.addColorStop(1, faded(tints.machine, 0.4 * bead.bright));
        pen.strokeStyle = line;
        pen.beginPath();
        pen.moveTo(from.x, from.y);
        pen.lineTo(to.x, to.y);
        pen.stroke();
      }
    });
  }

  private drawBeads(pen: CanvasRenderingContext2D, orbit: Orbit, look: Look, player: Player): void {
    const beads = this.scene[player];
    beads.forEach((bead, i) => {
      if (i <= look.head + 0.02) {
        const { x, y, near } = this.spot(orbit, bead.at);
        const lit = i === beads.length - 1 && look.playing === player ? 1 + 0.35 * look.pulse : 1;
        const size = (14 + 34 * bead.size) * near * look.scale * lit * (0.5 + 0.5 * bead.bright);
        pen.globalAlpha = Math.min(1, bead.bright * 1.05);
        pen.drawImage(this.glows[player], x - size / 2, y - size / 2, size, size);
      }
    });
    pen.globalAlpha = 1;
  }
}

/** A bead of light, drawn once and stamped wherever it is needed. */
function glow(colour: string): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement("canvas"), { width: sprite, height: sprite });
  const pen = canvas.getContext("2d");
  const light = pen?.createRadialGradient(sprite / 2, sprite / 2, 0, sprite / 2, sprite / 2, sprite / 2);
  if (pen && light) {
    light.addColorStop(0, "#fff");
    light.addColorStop(0.18, colour);
    light.addColorStop(0.3, faded(colour, 0.5));
    light.addColorStop(1, faded(colour, 0));
    pen.fillStyle = light;
    pen.fillRect(0, 0, sprite, sprite);
  }
  return canvas;
}
