import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { initialState, type State } from "../core/state";
import { Store } from "../core/store";
import { Scheduler } from "../core/scheduler";
import { Follower } from "./follower";
import { MidiClock } from "./midi-clock";
import { initialLinks, type LinksState } from "./links-state";

/** The page's scheduler on a clock that the test turns, following the clock of an input. */
async function rig() {
  const input = Object.assign(new EventTarget(), { id: "1", name: "Drum machine", manufacturer: "Acme", state: "connected" });
  vi.stubGlobal("navigator", { requestMIDIAccess: async () => Object.assign(new EventTarget(), { inputs: new Map([["1", input]]) }) });
  const steps: { step: number; time: number }[] = [];
  const now = (): number => performance.now() / 1000;
  const scheduler = new Scheduler(now, { stepsPerQuarter: 4, step: (step, time) => steps.push({ step, time }), tick: () => undefined });
  const playback = {
    get playing() {
      return scheduler.playing;
    },
    set tempo(value: number) {
      scheduler.tempo = value;
    },
    startWith: async (quarter: number, moment: number) => scheduler.begin(moment / 1000, quarter),
    follow: (quarter: number, moment: number, tempo: number) => scheduler.follow(quarter, moment / 1000, tempo),
    stop: () => scheduler.stop(),
  };
  const store = new Store<State>(initialState);
  const links = new Store<LinksState>(initialLinks);
  const follower = new Follower(store, playback, (clockWords) => links.set({ clockWords }), () => undefined);
  const clock = new MidiClock(links, follower);
  await clock.ask();
  clock.choose("Acme/Drum machine");
  const send = (data: number[]): void => {
    const event = Object.assign(new Event("midimessage"), { data: Uint8Array.from(data) });
    Object.defineProperty(event, "timeStamp", { value: performance.now() });
    input.dispatchEvent(event);
  };
  /** Runs for so many ticks of a clock, pumping as the page's ticker does. */
  const run = async (ticks: number, tempo: number): Promise<void> => {
    for (let i = 0; i < ticks; i++) {
      send([0xf8]);
      await vi.advanceTimersByTimeAsync(60_000 / 24 / tempo / 2);
      scheduler.pump();
      await vi.advanceTimersByTimeAsync(60_000 / 24 / tempo / 2);
      scheduler.pump();
    }
  };
  return { store, links, scheduler, steps, send, run };
}

describe("following a clock", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("starts with it, plays its downbeats and its tempo, and stops with it", async () => {
    const { store, steps, send, run } = await rig();
    await run(48, 130);
    expect(store.state.tempo).toBeCloseTo(130, 0);
    const start = performance.now() / 1000;
    send([0xfa]);
    await run(24 * 16, 130);
    expect(store.state.playing).toBe(true);
    const beat = 60 / 130;
    for (const { step, time } of steps.filter((one) => one.step >= 16 && one.step % 4 === 0)) {
      expect(Math.abs(time - start - (step / 4) * beat)).toBeLessThan(0.012);
    }
    send([0xfc]);
    expect(store.state.playing).toBe(false);
  });

  it("comes back to its place after its tempo was ramped", async () => {
    const { steps, send, run, scheduler } = await rig();
    send([0xfa]);
    for (let tempo = 110; tempo < 140; tempo++) {
      await run(12, tempo);
    }
    await run(24 * 8, 140);
    const quarters = (30 * 12 + 24 * 8) / 24;
    expect(Math.abs(scheduler.quarterAt(performance.now() / 1000) - quarters)).toBeLessThan(0.03);
    expect(steps.every(({ step }, i) => step === i)).toBe(true);
  });

  it("goes on at the last tempo when the clock falls silent, and says so", async () => {
    const { store, links, scheduler, send, run } = await rig();
    send([0xfa]);
    await run(24 * 4, 120);
    await run(12, 125);
    const leaning = scheduler.tempo;
    await vi.advanceTimersByTimeAsync(1500);
    expect(scheduler.playing).toBe(true);
    expect(scheduler.tempo).not.toBe(leaning);
    expect(Math.abs(scheduler.tempo - store.state.tempo)).toBeLessThan(0.1);
    expect(links.state.clockWords).toContain("fell silent");
    expect(store.state.message?.words).toMatch(/goes on at 12\d\.\d bpm/);
  });

  it("leaps with a clock that leaps", async () => {
    const { scheduler, send, run } = await rig();
    send([0xfa]);
    await run(24 * 4, 120);
    send([0xf2, 0, 1]);
    await run(24 * 4, 120);
    expect(Math.abs(scheduler.quarterAt(performance.now() / 1000) - 36)).toBeLessThan(0.1);
  });
});
