import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkSession } from "../core/api";
import { Scheduler } from "../core/scheduler";
import { initialState, type State } from "../core/state";
import { Store } from "../core/store";
import { Follower } from "./follower";
import { Link } from "./link";
import { initialLinks, type LinksState } from "./links-state";
import { chance, delayed } from "./studio-clock.fake";

let running: Link | null = null;

/** The page's scheduler on a clock that the test turns, in a Link session of a studio whose own clock is `shift` milliseconds ahead. */
async function rig({ jitter = 0, tempo = 120, quantum = 4 } = {}) {
  const host = { shift: 987_654.3 };
  const random = chance(3);
  const said: any[] = [];
  const steps: { step: number; time: number }[] = [];
  const now = (): number => performance.now() / 1000;
  const scheduler = new Scheduler(now, { stepsPerQuarter: 4, step: (step, time) => steps.push({ step, time }), tick: () => undefined });
  const playback = {
    beginsAt: null as (() => number | null) | null,
    get playing() {
      return scheduler.playing;
    },
    get quarter() {
      return scheduler.playing ? scheduler.quarterAt(now()) : null;
    },
    set tempo(value: number) {
      scheduler.tempo = value;
    },
    startWith: async (quarter: number, moment: number) => scheduler.begin(moment / 1000, quarter),
    follow: (quarter: number, moment: number, beatsPerMinute: number) => scheduler.follow(quarter, moment / 1000, beatsPerMinute),
    stop: () => scheduler.stop(),
  };
  const store = new Store<State>({ ...initialState, tempo });
  const links = new Store<LinksState>(initialLinks);
  const followed: boolean[] = [];
  const follower = new Follower(store, playback, () => undefined, () => undefined);
  const wire = { say: (order: object) => void said.push(order), time: () => delayed(() => performance.now() + host.shift, () => 1 + Math.round(jitter * random())) };
  const link = new Link(links, store, playback, follower, wire, (on) => followed.push(on));
  running = link;
  link.setQuantum(quantum);
  let session: LinkSession = { peers: 1, networks: 1, beatsPerMinute: 120, beat: 1.3, at: performance.now() + host.shift, playing: null };
  const hear = (change: Partial<LinkSession> = {}): void => {
    session = { ...session, ...change };
    link.take({ on: true, error: null, session, garbage: 0 });
  };
  const run = async (milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += 25) {
      await vi.advanceTimersByTimeAsync(25);
      scheduler.pump();
    }
  };
  /** What pressing play does. */
  const play = async (): Promise<void> => {
    await playback.startWith(0, playback.beginsAt?.() ?? performance.now());
    store.set({ playing: true });
  };
  const beatAt = (moment: number): number => session.beat + ((moment + host.shift - session.at) * session.beatsPerMinute) / 60_000;
  /** How many milliseconds the steps that were handed out last are off the session's bars. */
  const error = (last = 4): number =>
    Math.max(...steps.slice(-last).map(({ step, time }) => {
      const off = (step / 4 - beatAt(time * 1000)) / quantum;
      return Math.abs(off - Math.round(off)) * quantum * (60_000 / session.beatsPerMinute);
    }));
  hear();
  await run(500);
  return { host, link, links, store, scheduler, playback, steps, said, followed, hear, run, play, beatAt, error };
}

describe("Link in the page", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    running?.take({ on: false, error: null, session: null, garbage: 0 });
    running = null;
    vi.useRealTimers();
  });

  it.each([
    ["a steady way to the studio", 0],
    ["a way that takes up to five milliseconds more each time", 5],
  ])("plays within a millisecond of the session's bars over %s", async (_, jitter) => {
    const { run, play, error, steps } = await rig({ jitter });
    await run(10_000);
    await play();
    await run(2_500);
    expect(steps[0]?.step).toBe(0);
    for (let i = 0; i < 20; i++) {
      await run(500);
      expect(error()).toBeLessThan(1);
    }
  });

  it.each([1, 3, 4, 7, 16])("begins with the next bar of %i beats", async (quantum) => {
    const { play, run, steps, beatAt } = await rig({ quantum });
    const pressed = performance.now();
    await play();
    await run(16 * 500 + 200);
    const first = (steps[0]?.time ?? 0) * 1000;
    expect(steps[0]?.step).toBe(0);
    expect(first).toBeGreaterThan(pressed);
    expect(first - pressed).toBeLessThan(quantum * 500 + 100);
    expect(Math.abs(beatAt(first) / quantum - Math.round(beatAt(first) / quantum))).toBeLessThan(0.001);
  });

  it("follows another tempo at once, and is back within a millisecond after two bars", async () => {
    const { hear, host, run, play, error, store, beatAt } = await rig();
    await play();
    await run(4_000);
    hear({ beat: beatAt(performance.now()), at: performance.now() + host.shift, beatsPerMinute: 131.5 });
    await Promise.resolve();
    expect(store.state.tempo).toBeCloseTo(131.5);
    await run(4_000);
    expect(error()).toBeLessThan(1);
  });

  it("is back within a millisecond after the session leapt to another place of its bar", async () => {
    const { hear, run, play, error, steps, beatAt, host } = await rig();
    await play();
    await run(4_000);
    hear({ beat: beatAt(performance.now()) + 1.7, at: performance.now() + host.shift });
    await run(6_000);
    expect(error()).toBeLessThan(1);
    // What was handed out before the leap sounds once.
    const times = steps.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("is back within a millisecond after the clock of the studio's machine was set", async () => {
    const { host, hear, run, play, error } = await rig();
    await play();
    await run(4_000);
    host.shift += 137;
    hear();
    await run(12_000);
    expect(error()).toBeLessThan(1);
  });

  it("tells the session of a tempo that is set here, once, and not of the session's own", async () => {
    const { hear, run, store, said, beatAt, host } = await rig({ tempo: 99 });
    expect(store.state.tempo).toBe(120);
    expect(said).toEqual([]);
    store.set({ tempo: 128 });
    await run(300);
    expect(said).toEqual([{ tempo: 128 }]);
    expect(store.state.tempo).toBe(128);
    hear({ beat: beatAt(performance.now()), at: performance.now() + host.shift, beatsPerMinute: 60e6 / 468_750 });
    await run(300);
    expect(said).toEqual([{ tempo: 128 }]);
  });

  it("tells of a tempo that is set before the two clocks were compared", async () => {
    const { link, hear, run, store, said } = await rig();
    link.take({ on: false, error: null, session: null, garbage: 0 });
    hear();
    store.set({ tempo: 77 });
    await run(500);
    expect(said).toEqual([{ tempo: 77 }]);
    expect(store.state.tempo).toBe(77);
  });

  it("starts and stops with the session only where that is wanted, and never says again what it was told", async () => {
    const { link, hear, run, store, said, beatAt } = await rig();
    const from = Math.ceil(beatAt(performance.now())) + 1;
    hear({ playing: { on: true, beat: from, word: 1 } });
    await run(300);
    expect(store.state.playing).toBe(false);
    link.setTogether(true);
    hear({ playing: { on: true, beat: from, word: 2 } });
    await run(300);
    expect(store.state.playing).toBe(true);
    hear({ playing: { on: false, beat: from + 1, word: 3 } });
    await run(300);
    expect(store.state.playing).toBe(false);
    expect(said).toEqual([]);
  });

  it("tells the session of play, for the downbeat, and of stop", async () => {
    const { link, run, play, store, playback, said, host, beatAt } = await rig();
    link.setTogether(true);
    await play();
    await run(100);
    expect(beatAt(said[0].play.at - host.shift) % 4).toBeCloseTo(0, 2);
    expect(said[0].play.on).toBe(true);
    await run(3_000);
    playback.stop();
    store.set({ playing: false });
    await run(100);
    expect(said[1].play.on).toBe(false);
    expect(Math.abs(said[1].play.at - host.shift - performance.now())).toBeLessThan(150);
  });

  it("does not start for a word that was there before it came", async () => {
    const { link, hear, run, store } = await rig();
    link.take({ on: false, error: null, session: null, garbage: 0 });
    link.setTogether(true);
    hear({ playing: { on: true, beat: 0, word: 1 } });
    hear();
    await run(500);
    expect(store.state.playing).toBe(false);
  });

  it("keeps its own tempo where the session's is beyond what the page plays, and comes back", async () => {
    const { hear, run, store, said } = await rig();
    hear({ beatsPerMinute: 500 });
    await run(300);
    // Whatever else a hand does is no wish for another tempo.
    store.set({ volume: 0.3 });
    await run(300);
    expect(said).toEqual([]);
    expect(store.state.tempo).toBe(120);
    hear({ beatsPerMinute: 140 });
    await run(300);
    expect(store.state.tempo).toBe(140);
    expect(said).toEqual([]);
  });

  it("waits no longer than a person would, however far ahead a start is said to lie", async () => {
    const { link, hear, run, steps } = await rig();
    link.setTogether(true);
    hear({ playing: { on: true, beat: 1e9, word: 1 } });
    await run(20_000);
    expect(steps.length).toBeGreaterThan(0);
  });

  it("leaves the music as it is when it is switched off, and plays at once again", async () => {
    const { link, run, play, playback, scheduler, followed } = await rig();
    await play();
    await run(3_000);
    link.take({ on: false, error: null, session: null, garbage: 0 });
    expect(scheduler.playing).toBe(true);
    expect(scheduler.tempo).toBe(120);
    expect(playback.beginsAt).toBeNull();
    expect(followed).toEqual([true, false]);
  });

  it("takes one to sixteen beats for a bar", async () => {
    const { link, links } = await rig();
    for (const [given, kept] of [[0, 1], [99, 16], [3.6, 4], [NaN, 1]] as const) {
      link.setQuantum(given);
      expect(links.state.quantum).toBe(kept);
    }
  });
});
