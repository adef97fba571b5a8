import { spanOf, endOf, type Measure, type Moment, momentIn, type Part } from "./parts";
import type { Stroke } from "./capture";
import type { MachineTurn } from "./duel";
import type { Turn } from "./protocol";

/** What the lanes and the light show: a duel that is played here, or one that is watched. */
export interface Performance {
  readonly parts: readonly Part[];
  readonly strokes: readonly Stroke[];
  machineTurns(): MachineTurn[];
  momentAt(time: number): Moment | null;
}

const kept = 6;
/** What the line may hurry or tarry without the picture jumping. */
const slack = 0.3;

/** A duel seen from the audience: a turn is heard of when its phrase has closed, and the machine's bars begin then. */
export class Watched implements Performance {
  parts: Part[] = [];
  strokes: Stroke[] = [];
  private turns: MachineTurn[] = [];

  see(turn: Turn, measure: Measure, now: number): void {
    const foreseen = this.parts.find((part) => part.who === "machine" && part.number === turn.number);
    const start = foreseen && Math.abs(foreseen.start - now) < slack ? foreseen.start : now;
    const machine: Part = { ...measure, who: "machine", number: turn.number, start };
    const human: Part = { ...machine, who: "human", start: start - (endOf(machine) - start) };
    const next: Part = { ...human, number: turn.number + 1, start: endOf(machine) };
    const past = this.parts.filter((part) => part.number < turn.number && endOf(part) <= human.start + slack);
    this.parts = [...past, human, machine, next, { ...next, who: "machine" as const, start: endOf(next) }].slice(-2 * kept);
    const { stepSeconds } = spanOf(machine);
    const struck = turn.notes.map((note) => ({ drum: note.drum, velocity: note.velocity / 127, time: human.start + (note.step + note.offset) * stepSeconds }));
    this.strokes = [...this.strokes, ...struck].slice(-400);
    this.turns = [...this.turns, { number: turn.number, start, stepSeconds, notes: turn.reply, kind: "reply" as const }].slice(-kept);
  }

  machineTurns(): MachineTurn[] {
    return this.turns;
  }

  momentAt(time: number): Moment | null {
    return momentIn(this.parts, time);
  }
}
