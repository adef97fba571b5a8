import { type Answer, answerFrom } from "./answer";
import { earlyWindow, phraseOf, type Stroke } from "./capture";
import { barSeconds, beatSeconds, beatsPerBar, endOf, type Measure, type Moment, momentIn, type Part, spanOf, stepsOf } from "./parts";
import type { Note, Phrase } from "./protocol";

/** What the duel makes happen. Times are seconds of the audio clock. */
export interface Stage {
  click(time: number, isDownbeat: boolean): void;
  /** A stroke of the machine; `duration` is its step's length in seconds. */
  strike(note: Note, time: number, duration: number): void;
  send(number: number, notes: Phrase, partial: boolean): void;
}

/** A turn of the machine as far as it is known: what was decided, or the early answer that shows where it may go. */
export interface MachineTurn {
  readonly number: number;
  readonly start: number;
  readonly stepSeconds: number;
  readonly notes: Phrase;
  readonly kind: Answer["kind"] | "preview";
}

interface Due {
  readonly note: Note;
  readonly time: number;
  readonly duration: number;
}

const startDelay = 0.12;
const lookAhead = 0.1;
/** The last moment before the downbeat at which an answer can still be taken. */
const deadline = 0.008;
const longestSleep = 1;
const rememberedStrokes = 2000;
const rememberedParts = 12;

/**
 * The clock and the rules of a duel: one bar of count-in, then the player's bars and the machine's in turn. Whoever holds
 * a clock calls `pump` often; everything is told to the stage a little ahead of its time. A part of a bar is never played,
 * and the metronome goes on whatever happens.
 */
export class Duel {
  /** In the order of time, the last one not over yet. */
  readonly parts: Part[] = [];
  readonly strokes: Stroke[] = [];
  readonly answers: (Answer & { readonly number: number })[] = [];
  /** Replies that came after their downbeat. */
  lateAnswers = 0;
  running = false;
  /** How late a stroke may be told, in seconds: the largest latency of the player's instruments. */
  patience = 0.02;

  private readonly replies = new Map<number, Phrase>();
  private readonly partials = new Map<number, Phrase>();
  private readonly sent = new Set<string>();
  private due: Due[] = [];
  private previous: Phrase | null = null;
  private nextClick = 0;
  private lastPump = 0;
  private lastSent = 0;

  constructor(
    private measure: Measure,
    private readonly stage: Stage,
  ) {}

  /** Holds from the player's next turn on. */
  use(measure: Measure): void {
    this.measure = measure;
  }

  /** Counts in, and then it is the player's turn, with the exchange of this number, or the next that was not sent yet. */
  start(now: number, number: number): void {
    const fresh = Math.max(number, this.lastSent + 1);
    const count: Part = { who: "count", number: fresh, start: now + startDelay, ...this.measure, bars: 1 };
    this.parts.splice(0, this.parts.length, count);
    this.addTurns(endOf(count), fresh);
    this.strokes.length = 0;
    this.due = [];
    this.nextClick = count.start;
    this.lastPump = now;
    this.running = true;
    this.pump(now);
  }

  stop(): void {
    this.running = false;
    this.due = [];
    this.parts.length = 0;
  }

  strike(stroke: Stroke): void {
    this.strokes.push(stroke);
    this.strokes.splice(0, this.strokes.length - rememberedStrokes);
  }

  /** What the studio answered to the phrase of this number. */
  hear(number: number, notes: Phrase, partial: boolean, now: number): void {
    (partial ? this.partials : this.replies).set(number, notes);
    if (!partial) {
      this.previous = notes;
      const answered = this.answers.find((answer) => answer.number === number);
      if (answered && answered.kind !== "reply") {
        this.lateAnswers++;
      }
    }
    if (this.running) {
      this.pump(now);
    }
  }

  pump(now: number): void {
    if (!this.running) {
      return;
    }
    if (now - this.lastPump > longestSleep) {
      this.start(now, 1);
      return;
    }
    this.lastPump = now;
    this.parts.forEach((part) => part.who === "human" && this.listenTo(part, now));
    this.decide(now);
    this.playDue(now);
    this.clickDue(now);
    this.forget(now);
  }

  momentAt(time: number): Moment | null {
    return momentIn(this.parts, time);
  }

  /** What is known of the machine's turns, past ones too, for whoever draws them. */
  machineTurns(): MachineTurn[] {
    return this.parts.filter((part) => part.who === "machine").flatMap((part) => {
      const answer = this.answers.find((candidate) => candidate.number === part.number);
      const preview = this.replies.get(part.number) ?? this.partials.get(part.number);
      const notes = answer?.notes ?? preview;
      const { start, stepSeconds } = spanOf(part);
      return notes ? [{ number: part.number, start, stepSeconds, notes, kind: answer?.kind ?? "preview" as const }] : [];
    });
  }

  private addTurns(start: number, number: number): void {
    const human: Part = { who: "human", number, start, ...this.measure };
    this.parts.push(human, { ...human, who: "machine", start: endOf(human) });
  }

  /** The phrase so far goes out with the last beat, the whole one as soon as no stroke of it can come any more. */
  private listenTo(part: Part, now: number): void {
    const end = endOf(part);
    const span = spanOf(part);
    if (now >= end - beatSeconds(part) + this.patience) {
      this.sendOnce(part, true);
    }
    if (now >= end - earlyWindow(span.stepSeconds) + this.patience) {
      this.sendOnce(part, false);
    }
  }

  private sendOnce(part: Part, partial: boolean): void {
    const key = `${part.number}/${partial}`;
    if (!this.sent.has(key) && !this.sent.has(`${part.number}/false`)) {
      this.sent.add(key);
      this.lastSent = Math.max(this.lastSent, part.number);
      this.stage.send(part.number, phraseOf(this.strokes, spanOf(part)), partial);
    }
  }

  private decide(now: number): void {
    const machine = this.parts.at(-1);
    if (machine?.who !== "machine" || this.answers.at(-1)?.number === machine.number) {
      return;
    }
    if (this.replies.has(machine.number) || now >= machine.start - deadline) {
      this.answer(machine);
    }
  }

  private answer(machine: Part): void {
    const before = this.parts.at(-2);
    const human = this.parts.findLast((part) => part.who === "human");
    const answer = answerFrom(
      {
        reply: this.replies.get(machine.number) ?? null,
        partial: this.partials.get(machine.number) ?? null,
        previous: this.previous,
        heard: human ? phraseOf(this.strokes, spanOf(human)) : [],
        hasWaited: before?.who === "wait",
      },
      stepsOf(machine),
    );
    if (!answer) {
      const wait: Part = { ...machine, who: "wait", bars: 1 };
      this.parts.splice(-1, 1, wait, { ...machine, start: endOf(wait) });
      return;
    }
    this.answers.push({ ...answer, number: machine.number });
    const { start, stepSeconds } = spanOf(machine);
    const due = answer.notes.map((note) => ({ note, time: start + (note.step + note.offset) * stepSeconds, duration: stepSeconds }));
    this.due = [...this.due, ...due].sort((a, b) => a.time - b.time);
    this.addTurns(endOf(machine), machine.number + 1);
  }

  private playDue(now: number): void {
    while (this.due[0] && this.due[0].time < now + lookAhead) {
      const { note, time, duration } = this.due.shift() as Due;
      this.stage.strike(note, Math.max(time, now), duration);
    }
  }

  private clickDue(now: number): void {
    for (let part = this.partOfClick(); part && this.nextClick < now + lookAhead; part = this.partOfClick()) {
      const beat = Math.round((this.nextClick - part.start) / beatSeconds(part));
      this.stage.click(this.nextClick, beat % beatsPerBar === 0);
      const next = part.start + (beat + 1) * beatSeconds(part);
      this.nextClick = beat + 1 === part.bars * beatsPerBar ? endOf(part) : next;
    }
  }

  private partOfClick(): Part | undefined {
    return this.parts.find((part) => this.nextClick < endOf(part) - beatSeconds(part) / 2);
  }

  private forget(now: number): void {
    while (this.parts.length > rememberedParts && endOf(this.parts[0] as Part) < now - 4 * barSeconds(this.measure)) {
      this.parts.shift();
    }
  }
}
