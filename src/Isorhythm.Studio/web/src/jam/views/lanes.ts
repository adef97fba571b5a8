import type { Drum } from "../../core/grid";
import { freshPen, sharpCanvas } from "../../views/canvas";
import { onFrame, stillness } from "../../views/frames";
import { font, rem } from "../../views/lettering";
import { ink, markOf } from "../../views/palette";
import type { MachineTurn } from "../duel";
import type { Jam } from "../jam";
import { barSeconds, beatSeconds, beatsPerBar, endOf, type Part } from "../parts";
import { faded, type Player, tints } from "../tints";

/** Where on the canvas a lane lies and a time falls. */
interface Frame {
  readonly left: number;
  readonly width: number;
  readonly from: number;
  readonly perSecond: number;
  readonly now: number;
  readonly drums: readonly Drum[];
}

interface Lane {
  readonly player: Player;
  readonly top: number;
  readonly height: number;
}

const flash = 0.14;
const nowShare = 0.42;

/** Two lanes, the player's above and the machine's below, that pass the line of now; what the machine will play is there before it sounds. */
export function mountLanes(jam: Jam, host: HTMLElement): void {
  let width = 1;
  let height = 1;
  const canvas = sharpCanvas("duel-canvas", (w, h) => ([width, height] = [w, h]));
  host.append(canvas);
  onFrame(() => {
    const { open, watching, bars } = jam.state;
    if (!open) {
      return false;
    }
    const pen = freshPen(canvas);
    const frame = frameOf(jam, width);
    if (pen) {
      const ruler = 1.5 * rem();
      const high = (height - ruler) / 2;
      const lanes: Lane[] = [
        { player: "human", top: 0, height: high },
        { player: "machine", top: high + ruler, height: high },
      ];
      lanes.forEach((lane) => drawGround(pen, frame, lane));
      const { parts } = jam.performance;
      if (parts.length === 0) {
        drawInvitation(pen, frame, lanes, bars, watching);
      } else {
        pen.save();
        pen.beginPath();
        pen.rect(frame.left, 0, frame.width, height);
        pen.clip();
        parts.forEach((part) => drawPart(pen, frame, lanes, part, ruler));
        drawHuman(pen, frame, lanes[0] as Lane, jam);
        jam.performance.machineTurns().forEach((turn) => drawMachine(pen, frame, lanes[1] as Lane, turn));
        pen.restore();
        drawNow(pen, frame, height);
      }
      lanes.forEach((lane) => drawNames(pen, frame, lane, watching));
    }
    return jam.performance.parts.length > 0;
  });
}

/** The picture glides; for whoever asked for stillness it stays for a turn, and the line of now moves over it. */
function frameOf(jam: Jam, width: number): Frame {
  const { drums, bpm, bars } = jam.state;
  const left = 2.75 * rem();
  const now = jam.time;
  const moment = jam.performance.momentAt(now);
  const part = moment?.part ?? { bpm, bars: Math.max(1, bars), stepsPerQuarter: 4 };
  const shown = 2 * Math.max(jam.state.bars, part.bars) * barSeconds(part);
  const still = moment ? moment.part.start - (moment.part.who === "machine" ? shown / 2 : 0) : now;
  const from = stillness.matches ? still : now - nowShare * shown;
  return { left, width: width - left, from, perSecond: (width - left) / shown, now, drums };
}

function xOf(frame: Frame, time: number): number {
  return frame.left + (time - frame.from) * frame.perSecond;
}

function drawGround(pen: CanvasRenderingContext2D, frame: Frame, lane: Lane): void {
  pen.fillStyle = "#11161c";
  pen.beginPath();
  pen.roundRect(frame.left, lane.top, frame.width, lane.height, 8);
  pen.fill();
  const row = lane.height / frame.drums.length;
  pen.fillStyle = "#0d1116";
  frame.drums.forEach((_, drum) => drum % 2 === 1 && pen.fillRect(frame.left, lane.top + drum * row, frame.width, row));
}

function drawInvitation(pen: CanvasRenderingContext2D, frame: Frame, lanes: readonly Lane[], bars: number, watching: boolean): void {
  const length = bars === 1 ? "1 bar" : `${bars} bars`;
  const words = watching ? ["the player's bars come here", "and the machine's answer here"] : [`you play ${length}`, `the machine answers with ${length}`];
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = font(1.125, 500);
  lanes.forEach((lane, i) => {
    pen.fillStyle = faded(tints[lane.player], 0.75);
    pen.fillText(words[i] ?? "", frame.left + frame.width / 2, lane.top + lane.height / 2);
  });
}

function drawPart(pen: CanvasRenderingContext2D, frame: Frame, lanes: readonly Lane[], part: Part, ruler: number): void {
  const [x, end] = [xOf(frame, part.start), xOf(frame, endOf(part))];
  if (end < frame.left || x > frame.left + frame.width) {
    return;
  }
  const isNow = part.start <= frame.now && frame.now < endOf(part);
  const lane = lanes.find(({ player }) => player === part.who);
  if (lane) {
    pen.fillStyle = faded(tints[lane.player], isNow ? 0.13 : 0.055);
    pen.fillRect(x, lane.top, end - x, lane.height);
  }
  for (let beat = 0; beat < part.bars * beatsPerBar; beat++) {
    drawBeat(pen, xOf(frame, part.start + beat * beatSeconds(part)), lanes, ruler, beat, part, frame.now);
  }
  if (lane) {
    pen.fillStyle = faded(tints[lane.player], isNow ? 1 : 0.35);
    pen.fillRect(x + 1, lane.player === "human" ? lane.top + lane.height - 3 : lane.top, end - x - 2, 3);
  }
}

function drawBeat(pen: CanvasRenderingContext2D, x: number, lanes: readonly Lane[], ruler: number, beat: number, part: Part, now: number): void {
  const isBar = beat % beatsPerBar === 0;
  pen.fillStyle = beat === 0 ? "#5b6875" : isBar ? "#3d4853" : "#222a32";
  lanes.forEach((lane) => pen.fillRect(Math.round(x) - (beat === 0 ? 1 : 0.5), lane.top, beat === 0 ? 2 : 1, lane.height));
  const start = part.start + beat * beatSeconds(part);
  const sounds = start <= now && now < start + beatSeconds(part);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.font = font(0.75, isBar ? 600 : 400);
  pen.fillStyle = sounds ? colourOf(part) : isBar ? ink.text : "#858d87";
  const middle = (lanes[0] as Lane).height + ruler / 2;
  pen.fillText(String((beat % beatsPerBar) + 1), x + 4, middle);
}

function colourOf(part: Part): string {
  return part.who === "human" || part.who === "machine" ? tints[part.who] : ink.text;
}

function drawHuman(pen: CanvasRenderingContext2D, frame: Frame, lane: Lane, jam: Jam): void {
  const turns = jam.performance.parts.filter((part) => part.who === "human");
  for (const { drum, velocity, time } of jam.performance.strokes) {
    const counts = turns.some((part) => time >= part.start - 0.08 && time < endOf(part));
    drawStroke(pen, frame, lane, { drum, velocity, time, alpha: counts ? 1 : 0.35, hollow: false });
  }
}

function drawMachine(pen: CanvasRenderingContext2D, frame: Frame, lane: Lane, turn: MachineTurn): void {
  for (const { step, drum, velocity, offset } of turn.notes) {
    const time = turn.start + (step + offset) * turn.stepSeconds;
    const isAhead = time > frame.now;
    const alpha = turn.kind === "preview" ? 0.5 : 1;
    drawStroke(pen, frame, lane, { drum, velocity: velocity / 127, time, alpha, hollow: isAhead });
  }
}

/** Height is velocity, place is time; what is still to come is an outline, and what sounds flashes. */
function drawStroke(
  pen: CanvasRenderingContext2D,
  frame: Frame,
  lane: Lane,
  stroke: { drum: number; velocity: number; time: number; alpha: number; hollow: boolean },
): void {
  const x = xOf(frame, stroke.time);
  if (x < frame.left - 12 || x > frame.left + frame.width) {
    return;
  }
  const row = lane.height / frame.drums.length;
  const wide = Math.max(4, Math.min(0.55 * rem(), frame.perSecond * 0.06));
  const high = Math.max(3, (row - 1.5) * (0.2 + 0.8 * stroke.velocity));
  const y = lane.top + (stroke.drum + 0.5) * row - high / 2;
  const age = frame.now - stroke.time;
  pen.globalAlpha = stroke.alpha * (stroke.hollow ? 0.9 : 0.45 + 0.55 * stroke.velocity);
  pen.beginPath();
  pen.roundRect(x, y, wide, high, 1.5);
  pen.fillStyle = stroke.hollow ? faded(tints[lane.player], 0.22) : tints[lane.player];
  pen.fill();
  if (stroke.hollow) {
    pen.strokeStyle = tints[lane.player];
    pen.lineWidth = 1.25;
    pen.stroke();
  } else if (age >= 0 && age < flash) {
    pen.globalAlpha = 1 - age / flash;
    pen.fillStyle = "#fff";
    pen.fill();
  }
  pen.globalAlpha = 1;
}

function drawNow(pen: CanvasRenderingContext2D, frame: Frame, height: number): void {
  const x = Math.round(xOf(frame, frame.now));
  pen.fillStyle = "rgb(236 231 220 / 0.14)";
  pen.fillRect(x - 3, 0, 7, height);
  pen.fillStyle = ink.text;
  pen.fillRect(x, 0, 1.5, height);
}

/** The drums' glyphs beside their rows, in their own colours. */
function drawNames(pen: CanvasRenderingContext2D, frame: Frame, lane: Lane, watching: boolean): void {
  const row = lane.height / frame.drums.length;
  const size = Math.min(row * 0.82, 0.8 * rem());
  frame.drums.forEach((drum, i) => {
    const mark = markOf(drum);
    pen.save();
    pen.translate(frame.left - rem() * 0.6 - size, lane.top + (i + 0.5) * row - size / 2);
    pen.scale(size / 16, size / 16);
    pen.fillStyle = mark.colour;
    pen.globalAlpha = 0.85;
    pen.fill(new Path2D(mark.glyph), "evenodd");
    pen.restore();
  });
  pen.save();
  pen.translate(0.42 * rem(), lane.top + lane.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = font(0.75, 600);
  pen.fillStyle = tints[lane.player];
  const player = watching ? "player" : "you";
  pen.fillText(lane.player === "human" ? player : "machine", 0, 0);
  pen.restore();
}
