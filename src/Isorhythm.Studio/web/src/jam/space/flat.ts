import { freshPen, sharpCanvas } from "../../views/canvas";
import { faded, type Player, tints } from "../tints";
import type { Orbit } from "./orbit";
import type { Look, Picture } from "./picture";
import { type Bead, dimmest, type Knot, ribbon, type Scene } from "./scene";

const mostCloud = 1600;
const sprite = 64;
/** Turns that are drawn with all their light; older ones are nearly as dim as they get. */
const newest = 32;

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
    const pieces = Math.min(8, Math.max(2, Math.floor(1200 / Math.max(1, scene.human.length))));
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
      const size = Math.max(1, (this.height / 230) * near);
      pen.fillStyle = `rgb(120 142 166 / ${Math.min(0.8, 0.34 * near ** 2)})`;
      pen.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }

  /** The newest turns piece by piece, each as bright as it is new; what has faded in one go. */
  private drawRibbon(pen: CanvasRenderingContext2D, orbit: Orbit, look: Look, player: Player): void {
    const recent = this.scene[player].length - newest;
    const knots = this.ways[player].filter((knot) => knot.along <= look.head);
    const spots = knots.map((knot) => this.spot(orbit, knot.at));
    pen.lineCap = "round";
    pen.strokeStyle = faded(tints[player], 0.8 * dimmest);
    pen.lineWidth = look.scale;
    pen.beginPath();
    spots.forEach(({ x, y }, i) => (knots[i] as Knot).along <= recent && pen.lineTo(x, y));
    pen.stroke();
    spots.slice(1).forEach((spot, i) => {
      const from = spots[i] ?? spot;
      const { bright, along } = knots[i] as Knot;
      if (along >= recent) {
        for (const [width, light] of [[6, 0.08], [1.6, 0.8]] as const) {
          pen.strokeStyle = faded(tints[player], light * bright);
          pen.lineWidth = width * spot.near * look.scale * (0.5 + 0.5 * bright);
          pen.beginPath();
          pen.moveTo(from.x, from.y);
          pen.lineTo(spot.x, spot.y);
          pen.stroke();
        }
      }
    });
  }

  private drawLinks(pen: CanvasRenderingContext2D, orbit: Orbit, look: Look): void {
    pen.lineWidth = look.scale;
    const { human, machine } = this.scene;
    for (let i = Math.max(0, human.length - newest); i < human.length && i <= look.head; i++) {
      const [bead, answer] = [human[i], machine[i]];
      if (bead && answer) {
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
    }
  }

  private drawBeads(pen: CanvasRenderingContext2D, orbit: Orbit, look: Look, player: Player): void {
    const beads = this.scene[player];
    const recent = beads.length - newest;
    pen.fillStyle = faded(tints[player], 2.2 * dimmest);
    beads.forEach((bead, i) => {
      if (i < recent) {
        const { x, y, near } = this.spot(orbit, bead.at);
        const size = (1.2 + 2.2 * bead.size) * near * look.scale;
        pen.fillRect(x - size / 2, y - size / 2, size, size);
      } else if (i <= look.head + 0.02) {
        const { x, y, near } = this.spot(orbit, bead.at);
        const lit = i === beads.length - 1 && look.playing === player ? 1 + 0.35 * look.pulse : 1;
        const size = this.height * (0.03 + 0.075 * bead.size) * near * look.scale * lit * (0.4 + 0.6 * bead.bright);
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
    light.addColorStop(0.12, faded("#ffffff", 0.9));
    light.addColorStop(0.24, colour);
    light.addColorStop(0.34, faded(colour, 0.32));
    light.addColorStop(0.6, faded(colour, 0.07));
    light.addColorStop(1, faded(colour, 0));
    pen.fillStyle = light;
    pen.fillRect(0, 0, sprite, sprite);
  }
  return canvas;
}
