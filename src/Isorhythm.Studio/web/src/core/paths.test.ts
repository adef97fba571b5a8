import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Exporter } from "./export";
import type { Grid } from "./grid";
import type { Instrument, Parked } from "./instrument";
import type { Layers } from "./layers";
import type { Path } from "./path";
import { Paths } from "./paths";
import { Player } from "./player";
import { initialState, type State } from "./state";
import { Store } from "./store";

vi.mock("./decoder", () => ({
  decodedAt: (_: unknown, place: { x: number }) => Promise.resolve(place.x),
  takeOf: (place: unknown, x: number) => ({ place, pattern: [{ step: 0, drum: 0, velocity: x, offset: 0 }], rule: { threshold: 0.5, density: [] }, held: false }),
}));

const grid: Grid = { stepsPerQuarter: 4, quarters: 4, drums: [{ name: "kick", pitch: 36 }], features: ["onset"] };
const path = (name: string, to: number): Path => ({ name, bars: 1, plane: null, points: Array.from({ length: 16 }, (_, i) => [(to * i) / 15, 0]) });
const model = { name: "ours", grid, dimensions: 2, tracks: null } as unknown as NonNullable<State["model"]>;

describe("paths", () => {
  let store: Store<State>;
  let paths: Paths;
  let parked: Parked;
  let led: number[];
  let now = 0;

  beforeEach(() => {
    store = new Store<State>({ ...initialState, model, map: {} as State["map"] });
    led = [];
    const shown = { ...initialState, model, paths: [path("theirs", -15)], looping: { name: "theirs", since: null } };
    parked = { player: new Player(grid), history: null as never, shown };
    const instrument = { lead: (place: { x: number }) => led.push(place.x), moments: { begin: () => {} } } as unknown as Instrument;
    const layers = { besideOf: (player: Player) => (player === parked.player ? parked : undefined) } as unknown as Layers;
    paths = new Paths(store, instrument, layers, {} as Exporter, () => expect.unreachable(), () => now);
  });

  const draw = async (): Promise<void> => {
    paths.startDrawing();
    for (const x of [1, 2, 3]) {
      store.set({ head: { x, y: 0 } });
      await Promise.resolve();
      now += 2000;
    }
    paths.draw();
  };

  it("last as long as the way of the head that they keep, in whole bars", async () => {
    await draw();
    // Six seconds at 120 beats a minute; where the head stayed last counts too.
    expect(store.state.paths[0]).toMatchObject({ bars: 3, points: expect.objectContaining({ length: 48, 0: [1, 0], 47: [3, 0] }) });
    expect(store.state.drawing).toBe(false);
  });

  it("are not kept of a head that did not move", () => {
    paths.startDrawing();
    paths.draw();
    expect(store.state.paths).toEqual([]);
  });

  it("lead the space on the map and the one beside it, each along its own, at the same time", async () => {
    store.set({ paths: [path("mine", 15)], looping: { name: "mine", since: null } });
    const beside: (number | undefined)[] = [];
    for (let step = 0; step < 16; step++) {
      paths.hear(step);
      paths.hearBeside(parked.player, step);
      await new Promise((done) => setTimeout(done));
      beside.push(parked.shown.head.x);
    }
    expect(led).toEqual(Array.from({ length: 16 }, (_, i) => i));
    expect(beside.map((x) => Math.abs(x ?? NaN))).toEqual(led);
    expect(beside[15]).toBe(-15);
    expect(parked.player.sequencer.isWaiting).toBe(true);
  });

  it("are named, renamed to names that are free, and deleted", async () => {
    await draw();
    await draw();
    const names = (): string[] => store.state.paths.map(({ name }) => name);
    expect(names()).toEqual(["path 1", "path 2"]);
    expect(store.state.looping?.name).toBe("path 2");
    paths.rename("path 2", "path 1");
    paths.rename("path 2", "slow");
    expect(names()).toEqual(["path 1", "slow"]);
    expect(store.state.looping?.name).toBe("slow");
    paths.remove("slow");
    expect(names()).toEqual(["path 1"]);
    expect(store.state.looping).toBeNull();
  });
});
