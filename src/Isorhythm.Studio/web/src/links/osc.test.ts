import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sounding } from "../core/playback";
import { initialState, type State } from "../core/state";
import { Store } from "../core/store";
import { initialLinks, type LinksState } from "./links-state";
import { Osc } from "./osc";

function rig() {
  const store = new Store<State>(initialState);
  const listeners = new Set<(sounding: Sounding) => void>();
  const said: any[] = [];
  const done: unknown[][] = [];
  const note = (name: string) => (...given: unknown[]) => void done.push([name, ...given]);
  const osc = new Osc(
    new Store<LinksState>(initialLinks),
    store,
    { listeners, quarter: null },
    (order) => said.push(order),
    ({ head }) => head,
    {
      moveHead: (x, y) => (store.set({ head: { x, y } }), done.push(["head", x, y])),
      turn: note("turn"),
      setDensity: note("density"),
      setTempo: note("tempo"),
      play: note("play"),
      recall: note("recall"),
      mute: note("mute"),
    },
  );
  const on = (yes: boolean) => osc.take({ state: { on: yes } as never });
  const hear = (address: string, ...numbers: number[]) => osc.take({ heard: [{ address, numbers }] });
  return { osc, store, listeners, said, done, on, hear };
}

describe("OSC in the page", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("does what each address says", () => {
    const { hear, done } = rig();
    hear("/wek/outputs", 0.25, 2);
    hear("/isorhythm/play");
    hear("/isorhythm/play", 0);
    hear("/isorhythm/tempo", 128);
    hear("/isorhythm/density", 0.7);
    hear("/isorhythm/density", 2, 0.7);
    hear("/isorhythm/noise", 0.1);
    hear("/isorhythm/mute", 3, 1);
    hear("/isorhythm/snapshot", 4);
    expect(done).toEqual([
      ["head", 0.25, 1], ["play", true], ["play", false], ["tempo", 128], ["density", null, 0.7], ["density", 1, 0.7], ["turn", "noise", 0.1],
      ["mute", 2, true], ["recall", 3],
    ]);
  });

  it("leaves alone a message whose numbers are missing", () => {
    const { hear, done } = rig();
    hear("/wek/outputs", 0.25);
    hear("/isorhythm/tempo");
    hear("/isorhythm/snapshot");
    expect(done).toEqual([]);
  });

  it("says whether a hand moved the head, so that Wekinator is not told of its own", () => {
    const { on, hear, store, said } = rig();
    on(true);
    vi.advanceTimersByTime(20);
    hear("/wek/outputs", 0.25, 0.5);
    vi.advanceTimersByTime(20);
    store.set({ head: { x: 0.1, y: 0.2 } });
    vi.advanceTimersByTime(60);
    expect(said.filter((order) => order.head).map((order) => order.head).slice(-2)).toEqual([{ x: 0.25, y: 0.5, byHand: false }, { x: 0.1, y: 0.2, byHand: true }]);
  });

  it("sends strokes with the time until they sound, a hundred as one message, and nothing while it is off", () => {
    const { on, listeners, said } = rig();
    expect(listeners.size).toBe(0);
    on(true);
    vi.advanceTimersByTime(20);
    said.length = 0;
    const at = performance.now() + 120;
    for (let i = 0; i < 100; i++) {
      listeners.forEach((listener) => listener({ name: "Kick", channel: 9, pitch: 36, velocity: 0, at, length: 80 }));
    }
    vi.advanceTimersByTime(40);
    expect(said).toHaveLength(1);
    expect(said[0].notes).toHaveLength(100);
    expect(said[0].notes[0]).toMatchObject({ channel: 10, pitch: 36, velocity: 1, name: "Kick" });
    expect(said[0].notes[0].after).toBeGreaterThan(60);
    on(false);
    expect(listeners.size).toBe(0);
    vi.advanceTimersByTime(100);
    expect(said).toHaveLength(1);
  });
});
