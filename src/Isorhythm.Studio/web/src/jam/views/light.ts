import { freshPen, sharpCanvas } from "../../views/canvas";
import { onFrame, stillness } from "../../views/frames";
import { font, rem } from "../../views/lettering";
import { ink } from "../../views/palette";
import type { Jam } from "../jam";
import type { JamState } from "../jam-state";
import type { Moment, Who } from "../parts";
import { faded, tints } from "../tints";

const colours: { readonly [who in Who]: string } = { count: "#ece7dc", human: tints.human, machine: tints.machine, wait: "#8d938f" };

/** Whose turn it is, in a word. */
export function turnWord(state: JamState, moment: Moment | null): string {
  if (!moment) {
    return state.watching ? "soon" : "start";
  }
  const player = state.watching ? "player" : "you";
  return { count: "count-in", human: player, machine: "machine", wait: "a bar's rest" }[moment.part.who];
}

/** One large light: whose turn it is in colour and in a word, the count in it, and around it how much of the turn is left. */
export function mountLight(jam: Jam, host: HTMLElement): void {
  let width = 1;
  let height = 1;
  const canvas = sharpCanvas("light-canvas", (w, h) => ([width, height] = [w, h]));
  host.append(canvas);
  host.setAttribute("role", "img");
  let said = "";
  onFrame(() => {
    const { state } = jam;
    if (!state.open) {
      return false;
    }
    const moment = jam.performance.momentAt(jam.time);
    const word = turnWord(state, moment);
    if (word !== said) {
      said = word;
      host.setAttribute("aria-label", `turn: ${word}`);
      host.dataset["turn"] = moment?.part.who ?? "none";
    }
    const pen = freshPen(canvas);
    if (pen) {
      drawLight(pen, width, height, moment, word);
    }
    return moment !== null;
  });
}

function drawLight(pen: CanvasRenderingContext2D, width: number, height: number, moment: Moment | null, word: string): void {
  const wordSpace = 2.6 * rem();
  const radius = Math.max(20, Math.min(width, height - wordSpace) / 2 - rem() * 0.5);
  const x = width / 2;
  const y = height / 2 - wordSpace / 2;
  const colour = moment ? colours[moment.part.who] : "#35404b";
  drawBeats(pen, x, y, radius, moment, colour);
  drawDisc(pen, x, y, radius * 0.8, moment, colour);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = moment ? colour : ink.quiet;
  pen.font = font(1.75, 600);
  pen.fillText(word, x, y + radius + rem() * 0.5 + wordSpace / 2);
}

/** A segment for every beat of the turn: those to come are dark, the one that sounds fills. */
function drawBeats(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, moment: Moment | null, colour: string): void {
  const beats = moment?.beats ?? 8;
  const gap = beats > 8 ? 0.05 : 0.07;
  pen.lineWidth = Math.max(4, radius * 0.07);
  pen.lineCap = "butt";
  for (let beat = 0; beat < beats; beat++) {
    const [from, to] = [beat, beat + 1].map((b) => (b / beats) * 2 * Math.PI - Math.PI / 2) as [number, number];
    pen.strokeStyle = "#1d242c";
    arc(pen, x, y, radius, from + gap / 2, to - gap / 2);
    const filled = moment ? Math.min(1, Math.max(0, moment.beat - 1 + moment.through - beat)) : 0;
    if (filled > 0) {
      pen.strokeStyle = colour;
      arc(pen, x, y, radius, from + gap / 2, from + gap / 2 + (to - from - gap) * filled);
    }
  }
}

function arc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, from: number, to: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, from, to);
  pen.stroke();
}

function drawDisc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, moment: Moment | null, colour: string): void {
  const isLit = moment?.part.who === "human" || moment?.part.who === "machine";
  const beat = moment && !stillness.matches ? (1 - moment.through) ** 2 : 0.4;
  pen.beginPath();
  pen.arc(x, y, radius * (isLit ? 1 + 0.02 * beat : 1), 0, 2 * Math.PI);
  if (isLit) {
    drawHalo(pen, x, y, radius, colour, beat);
    pen.fillStyle = colour;
    pen.fill();
    const light = pen.createRadialGradient(x, y - radius * 0.35, 0, x, y, radius);
    light.addColorStop(0, `rgb(255 255 255 / ${0.22 + 0.3 * beat})`);
    light.addColorStop(1, "rgb(255 255 255 / 0)");
    pen.fillStyle = light;
  } else {
    pen.fillStyle = "#11161c";
  }
  pen.fill();
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = isLit ? "#0d0a02" : colour;
  if (moment) {
    pen.font = `600 ${radius * 1.15}px "Isorhythm Sans", system-ui, sans-serif`;
    pen.fillText(String(moment.count), x, y + radius * 0.06);
  } else {
    pen.fillStyle = "#4a5663";
    drawTriangle(pen, x + radius * 0.08, y, radius * 0.36);
  }
}

/** Light that spills over the edge; the disc's own path is left as it was. */
function drawHalo(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string, beat: number): void {
  const halo = pen.createRadialGradient(x, y, radius * 0.95, x, y, radius * 1.3);
  halo.addColorStop(0, faded(colour, 0.35 + 0.3 * beat));
  halo.addColorStop(1, faded(colour, 0));
  pen.fillStyle = halo;
  pen.fillRect(x - radius * 1.3, y - radius * 1.3, radius * 2.6, radius * 2.6);
}

function drawTriangle(pen: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  pen.beginPath();
  pen.moveTo(x - size * 0.75, y - size);
  pen.lineTo(x + size, y);
  pen.lineTo(x - size * 0.75, y + size);
  pen.closePath();
  pen.fill();
}
