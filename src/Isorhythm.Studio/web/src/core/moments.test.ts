import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Moments, type Setting } from "./moments";
import { initialState, type State } from "./state";
import { Store } from "./store";
import type { Take } from "./take";

const take = (step: number): Take => ({
  place: { x: step, y: 0 },
  pattern: [{ step, drum: 0, velocity: 0.8, offset: 0 }],
  rule: { threshold: 0.5, density: [] },
  held: false,
});

describe("the history of moments", () => {
  let store: Store<State>;
  let held: boolean;
  let restored: Partial<Setting>[];
  let moments: Moments;
  const turn = (threshold: number): void => {
    moments.begin("threshold");
    store.set({ threshold });
  };
  const words = (): string[] => store.state.history.map(({ item }) => item.words);
  const rest = (): unknown => vi.advanceTimersByTime(2000);

  beforeEach(() => {
    vi.useFakeTimers();
    store = new Store<State>(initialState);
    held = false;
    restored = [];
    moments = new Moments(store, (change) => {
      restored.push(change);
      store.set(change);
    }, () => held);
    moments.begin("start");
    rest();
  });
  afterEach(() => void vi.useRealTimers());

  it("leaves a tempo that was set in another space alone, and still undoes one that was set here", () => {
    const tempo = (value: number): void => {
      moments.begin("tempo", true);
      store.set({ tempo: value });
      rest();
    };
    tempo(100);
    tempo(110);
    turn(0.3);
    rest();
    const first = moments.swap();
    tempo(140);
    moments.swap(first);
    turn(0.7);
    rest();
    moments.undo();
    expect(store.state).toMatchObject({ threshold: 0.3, tempo: 140 });
    moments.undo();
    expect(store.state).toMatchObject({ threshold: initialState.threshold, tempo: 140 });
    moments.undo();
    expect(store.state.tempo).toBe(100);
  });

  it("keeps a turn of a knob as one moment, however long a hand holds it still", () => {
    held = true;
    for (let i = 0; i < 100; i++) {
      turn(i / 100);
      vi.advanceTimersByTime(i === 60 ? 5000 : 10);
    }
    held = false;
    rest();
    expect(words()).toEqual(["start", "threshold"]);
    moments.undo();
    expect(store.state.threshold).toBe(0.5);
    moments.redo();
    expect(store.state.threshold).toBe(0.99);
  });

  it("parts two things that are done one right after the other", () => {
    turn(0.3);
    moments.begin("mute kick", true);
    store.set({ muted: [true] });
    expect(words()).toEqual(["start", "threshold"]);
    moments.undo();
    expect(words()).toEqual(["start", "threshold", "mute kick"]);
    expect(store.state).toMatchObject({ threshold: 0.3, muted: [] });
  });

  it("takes the same thing done twice for two where it is done at once", () => {
    moments.begin("vary", true);
    store.set({ head: { x: 1, y: 0 } });
    moments.begin("vary", true);
    store.set({ head: { x: 2, y: 0 } });
    moments.undo();
    expect(store.state.head).toEqual({ x: 1, y: 0 });
  });

  it("brings back only what differs between two moments", () => {
    turn(0.2);
    rest();
    store.set({ tempo: 150 });
    moments.undo();
    expect(restored).toEqual([{ threshold: 0.5 }]);
    expect(store.state.tempo).toBe(150);
  });

  it("keeps nothing where nothing was changed", () => {
    turn(0.5);
    rest();
    expect(words()).toEqual(["start"]);
  });

  it("keeps what noise has found, the last few bars of it, and nothing of what a player did is lost for it", () => {
    turn(0.2);
    rest();
    for (let bar = 0; bar < 1000; bar++) {
      moments.strayed(take(bar));
    }
    expect(words().filter((one) => one === "noise")).toHaveLength(8);
    expect(words().slice(0, 2)).toEqual(["start", "threshold"]);
    moments.undo();
    expect(store.state.head).toEqual({ x: 998, y: 0 });
  });

  it("gives each space a history of its own", () => {
    turn(0.2);
    rest();
    const first = moments.swap();
    expect(store.state.canUndo).toBe(false);
    moments.swap(first);
    expect(words()).toEqual(["start", "threshold"]);
  });
});
