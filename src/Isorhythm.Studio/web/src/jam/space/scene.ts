import { type Point, type Turn } from "../protocol";

/** A turn's place for one of the players: `size` 0..1 by how dense its bars are, `bright` 0..1 by how new it is. */
export interface Bead {
  readonly at: Point;
  readonly size: number;
  readonly bright: number;
}

/** What both pictures of the space show, in a frame of its own: the middle of the training codes, their reach as one. */
export interface Scene {
  readonly cloud: readonly Point[];
  readonly human: readonly Bead[];
  readonly machine: readonly Bead[];
}

const densest = 48;
const fading = 9;
export const dimmest = 0.13;
const reachShare = 0.9;

/** The frame is that of the training codes, so that it stands still while people play; without any it is that of the turns. */
export function sceneOf(turns: readonly Turn[], cloud: readonly Point[]): Scene {
  const place = framed(cloud.length > 1 ? cloud : turns.flatMap(({ human, machine }) => [human, machine]));
  const bead = (at: Point, strokes: number, index: number): Bead => ({
    at: place(at),
    size: Math.sqrt(Math.min(1, strokes / densest)),
    bright: dimmest + (1 - dimmest) * Math.exp(-(turns.length - 1 - index) / fading),
  });
  return {
    cloud: cloud.map(place),
    human: turns.map((turn, i) => bead(turn.human, turn.notes.length, i)),
    machine: turns.map((turn, i) => bead(turn.machine, turn.reply.length, i)),
  };
}

function framed(points: readonly Point[]): (point: Point) => Point {
  const middle = [0, 1, 2].map((axis) => mean(points.map((point) => point[axis] ?? 0)));
  const minus = (point: Point): Point => [point[0] - (middle[0] ?? 0), point[1] - (middle[1] ?? 0), point[2] - (middle[2] ?? 0)];
  const reaches = points.map((point) => Math.hypot(...minus(point))).sort((a, b) => a - b);
  const reach = reaches[Math.floor(reachShare * (reaches.length - 1))] || 1;
  return (point) => minus(point).map((value) => value / reach) as unknown as Point;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A place on the way, `along` counted in beads, and how bright the ribbon is there. */
export interface Knot {
  readonly at: Point;
  readonly along: number;
  readonly bright: number;
}

/** A smooth way through the beads (Catmull and Rom), `pieces` straight pieces from one to the next. */
export function ribbon(beads: readonly Bead[], pieces: number): Knot[] {
  const knots: Knot[] = [];
  beads.forEach((bead, i) => {
    const next = beads[i + 1];
    if (!next) {
      knots.push({ at: bead.at, along: i, bright: bead.bright });
      return;
    }
    const before = beads[i - 1] ?? bead;
    const after = beads[i + 2] ?? next;
    for (let piece = 0; piece < pieces; piece++) {
      const t = piece / pieces;
      const at = [0, 1, 2].map((axis) => between(axis, before.at, bead.at, next.at, after.at, t)) as unknown as Point;
      knots.push({ at, along: i + t, bright: bead.bright + (next.bright - bead.bright) * t });
    }
  });
  return knots;
}

function between(axis: number, a: Point, b: Point, c: Point, d: Point, t: number): number {
  const [p, q, r, s] = [a[axis] ?? 0, b[axis] ?? 0, c[axis] ?? 0, d[axis] ?? 0];
  return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
}

/** Few pieces where there are many beads: an hour's ribbon is drawn as fast as a minute's. */
export function piecesFor(beads: number): number {
  return Math.min(12, Math.max(3, Math.floor(4800 / Math.max(1, beads))));
}
