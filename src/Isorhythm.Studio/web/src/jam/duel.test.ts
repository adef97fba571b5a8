import { describe, expect, it } from "vitest";
import { Duel } from "./duel";
import { endOf } from "./parts";
import type { Note, Phrase } from "./protocol";

interface Sent {
  number: number;
  notes: Phrase;
  partial: boolean;
  at: number;
}

const reply = (...steps: number[]): Phrase => steps.map((step) => ({ step, drum: 1, velocity: 80, offset: 0 }));

/** A duel on a clock of its own; `answer` is asked for every phrase and says after how many seconds the reply comes, or null. */
function rig(bpm = 120, bars = 2, answer: (sent: Sent) => number | null = () => 0.005) {
  const clock = { now: 100 };
  const sent: Sent[] = [];
  const clicks: { time: number; isDownbeat: boolean; told: number }[] = [];
  const struck: { note: Note; time: number; told: number }[] = [];
  const posted: { at: number; number: number; partial: boolean }[] = [];
  const duel = new Duel({ bpm, bars, stepsPerQuarter: 4 }, {
    click: (time, isDownbeat) => clicks.push({ time, isDownbeat, told: clock.now }),
    strike: (note, time) => struck.push({ note, time, told: clock.now }),
    send: (number, notes, partial) => {
      const phrase = { number, notes, partial, at: clock.now };
      sent.push(phrase);
      const after = answer(phrase);
      if (after !== null) {
        posted.push({ at: clock.now + after, number, partial });
      }
    },
  });
  const run = (seconds: number): void => {
    for (const end = clock.now + seconds; clock.now < end; clock.now += 0.005) {
      posted.filter((post) => post.at <= clock.now).forEach((post) => {
        posted.splice(posted.indexOf(post), 1);
        duel.hear(post.number, reply(post.partial ? 4 : 0, 8), post.partial, clock.now);
      });
      duel.pump(clock.now);
    }
  };
  return { clock, duel, sent, clicks, struck, run };
}

const start = 100.12;
const human = start + 2;
const machine = human + 4;

describe("duel", () => {
  it("counts in one bar, and then the turns change by whole bars", () => {
    const { duel, run } = rig();
    duel.start(100, 1);
    run(15);
    expect(duel.parts.slice(0, 5).map((part) => [part.who, part.number])).toEqual([
      ["count", 1], ["human", 1], ["machine", 1], ["human", 2], ["machine", 2],
    ]);
    expect(duel.parts.slice(1, 4).map((part) => part.start)).toEqual([human, machine, machine + 4].map((t) => expect.closeTo(t, 9)));
  });

  it("clicks every beat, evenly, ahead of its time, with the downbeats marked", () => {
    const { duel, clicks, run } = rig();
    duel.start(100, 1);
    run(20);
    clicks.forEach((click, i) => expect(click.time).toBeCloseTo(start + i * 0.5, 9));
    clicks.forEach((click, i) => expect(click.isDownbeat).toBe(i % 4 === 0));
    expect(clicks.every((click) => click.told < click.time)).toBe(true);
  });

  it("sends the phrase so far with the last beat and the whole of it just before the bar closes", () => {
    const { duel, sent, run } = rig();
    duel.start(100, 1);
    run(2.2);
    [0, 0.5, 1, 3.75].forEach((late) => duel.strike({ time: human + late, drum: 0, velocity: 1 }));
    run(4);
    expect(sent.map((s) => [s.number, s.partial])).toEqual([[1, true], [1, false]]);
    expect(sent[1]?.notes.map((note) => note.step)).toEqual([0, 4, 8, 30]);
    expect(sent[0]?.at).toBeCloseTo(machine - 0.5 + 0.02, 1);
    expect(sent[1]?.at).toBeLessThan(machine - 0.03);
  });

  it("plays the reply from the downbeat on, every stroke told before it sounds", () => {
    const { duel, struck, run } = rig();
    duel.start(100, 1);
    run(10);
    expect(struck.map((s) => s.time)).toEqual([expect.closeTo(machine, 9), expect.closeTo(machine + 1, 9)]);
    expect(struck.every((s) => s.told < s.time)).toBe(true);
    expect(duel.lateAnswers).toBe(0);
  });

  it("plays the early answer where the reply is late, and counts that once", () => {
    const { duel, struck, run } = rig(120, 2, ({ partial }) => (partial ? 0.05 : 1));
    duel.start(100, 1);
    run(10);
    expect(struck.map((s) => s.note.step)).toEqual([4, 8]);
    expect(duel.answers[0]?.kind).toBe("partial");
    expect(duel.lateAnswers).toBe(1);
  });

  it("varies the reply before where nothing came", () => {
    const { duel, run } = rig(120, 1, ({ number }) => (number === 1 ? 0.005 : null));
    duel.start(100, 1);
    run(12);
    expect(duel.answers.map((answer) => answer.kind)).toEqual(["reply", "variation"]);
    expect(duel.answers[1]?.notes.map((note) => note.step)).toEqual([0, 8]);
  });

  it("waits one whole bar where there is nothing at all, clicking on, and never begins within a bar", () => {
    const { duel, struck, clicks, run } = rig(120, 2, ({ partial }) => (partial ? null : 0.7));
    duel.start(100, 1);
    run(12);
    expect(duel.parts.slice(1, 4).map((part) => part.who)).toEqual(["human", "wait", "machine"]);
    expect(struck[0]?.time).toBeCloseTo(machine + 2, 9);
    clicks.forEach((click, i) => expect(click.time).toBeCloseTo(start + i * 0.5, 9));
  });

  it("gives the player's phrase back, varied, where the studio is gone for good", () => {
    const { duel, struck, run } = rig(120, 1, () => null);
    duel.start(100, 1);
    run(2.2);
    duel.strike({ time: human + 0.5, drum: 0, velocity: 1 });
    run(9);
    expect(duel.answers[0]).toMatchObject({ kind: "echo", notes: [{ step: 12 }] });
    expect(struck[0]?.time).toBeCloseTo(human + 4 + 1.5, 9);
  });

  it("never starts off a bar line and is never late at 90, 120 and 160 beats a minute, whatever the bars", () => {
    for (const [bpm, bars] of [[90, 1], [120, 2], [160, 2], [160, 4]] as const) {
      const { duel, struck, run } = rig(bpm, bars, () => 0.015);
      duel.start(100, 1);
      run(120);
      const bar = 240 / bpm;
      const downbeats = struck.filter((s) => s.note.step === 0).map((s) => (s.time - start) / bar);
      expect(downbeats.length).toBeGreaterThan(4);
      downbeats.forEach((position) => expect(Math.abs(position - Math.round(position))).toBeLessThan(1e-6));
      expect(duel.lateAnswers).toBe(0);
      expect(duel.answers.every((answer) => answer.kind === "reply")).toBe(true);
    }
  });

  it("changes tempo and length with the player's next turn", () => {
    const { duel, run } = rig();
    duel.start(100, 1);
    run(3);
    duel.use({ bpm: 60, bars: 1, stepsPerQuarter: 4 });
    run(12);
    const [, , first, second] = duel.parts;
    expect(first).toMatchObject({ who: "machine", bpm: 120, bars: 2 });
    expect(second).toMatchObject({ who: "human", bpm: 60, bars: 1, start: endOf(first as never) });
  });

  it("counts in again after a sleep", () => {
    const { clock, duel, clicks, run } = rig();
    duel.start(100, 1);
    run(12);
    clock.now += 60;
    const before = clicks.length;
    run(0.2);
    expect(duel.parts[0]).toMatchObject({ who: "count", number: 2 });
    expect(clicks.length - before).toBeLessThan(3);
  });

  it("knows whose turn it is and the count in it", () => {
    const { duel, run } = rig();
    duel.start(100, 1);
    run(5);
    expect(duel.momentAt(start + 1.1)).toMatchObject({ part: { who: "count" }, count: 3, beats: 4 });
    expect(duel.momentAt(human + 2.6)).toMatchObject({ part: { who: "human" }, beat: 6, count: 2, beats: 8 });
    expect(duel.momentAt(machine + 0.1)).toMatchObject({ part: { who: "machine" }, count: 1 });
  });
});
