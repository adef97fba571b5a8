import { beforeEach, describe, expect, it } from "vitest";
import type { Grid } from "./grid";
import { Glide } from "./glide";
import { initialState, type State } from "./state";
import { Store } from "./store";
import type { Take } from "./take";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [], features: [] };
const to: Take = { place: { x: 8, y: 4 }, pattern: [], rule: { threshold: 0.5, density: [] }, held: false };

describe("a crossfade", () => {
  let store: Store<State>;
  let glide: Glide;
  let recalled: Take[];

  beforeEach(() => {
    store = new Store<State>({ ...initialState, head: { x: 0, y: 0 } });
    recalled = [];
    glide = new Glide(store, {
      grid,
      lead: (place) => store.set({ head: { x: place.x, y: place.y } }),
      recall: (take) => {
        recalled.push(take);
        store.set({ head: take.place });
      },
      moments: { begin: () => {} },
    });
  });

  it("leads the head there over its bars, and ends on what was kept", () => {
    glide.begin(to, 2, "to A");
    const heads = Array.from({ length: 40 }, (_, i) => {
      glide.hear(7 + i);
      return store.state.head.x;
    });
    expect(heads[0]).toBe(0);
    expect(heads[16]).toBe(4);
    expect(heads.slice(0, 33)).toEqual([...heads.slice(0, 33)].sort((a, b) => a - b));
    expect(recalled).toEqual([to]);
  });

  it("ends where a hand takes the head elsewhere", () => {
    glide.begin(to, 1, "to A");
    glide.hear(0);
    glide.hear(1);
    store.set({ head: { x: -3, y: 0 } });
    for (let step = 2; step < 40; step++) {
      glide.hear(step);
    }
    expect(store.state.head.x).toBe(-3);
    expect(recalled).toEqual([]);
  });
});
