import type { Place } from "./api";
import { type Decoded, decodedAt, takeOf } from "./decoder";
import type { Exporter } from "./export";
import { stepsPerBar } from "./grid";
import type { Instrument, Parked } from "./instrument";
import { keepForSpace } from "./kept";
import type { Layers } from "./layers";
import { drawn, loopAt, type Path, patternsAlong, placeAt, planeBeside, type Traced } from "./path";
import type { Player } from "./player";
import type { State } from "./state";
import type { Store } from "./store";

const perQuarter = 4;

/** Paths of a space: drawn on the map, kept between visits, played round and round, also while another space is on the map. */
export class Paths {
  private readonly busy = new Set<Player>();
  private traced: Traced[] = [];
  private since = 0;

  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Instrument,
    private readonly layers: Layers,
    private readonly exporter: Exporter,
    private readonly fail: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    keepForSpace(store, "paths", (kept) => kept ?? []);
    let { head } = store.state;
    store.watch((state) => {
      if (state.drawing && state.head !== head) {
        this.trace(state.head);
      }
      head = state.head;
    });
  }

  /** From now on the way of the head is a path, whether the mouse or keys move it. */
  startDrawing(): void {
    this.traced = [];
    this.instrument.moments.begin("draw");
    this.store.set({ drawing: true, looping: null });
  }

  stopDrawing(): void {
    this.store.set({ drawing: false });
  }

  /** Keeps what was drawn, and plays it from the next bar on. */
  draw(): void {
    const { map, model, rest, tempo, paths, head } = this.store.state;
    this.trace(head);
    const { traced } = this;
    this.stopDrawing();
    if (!map || !model || traced.every(({ x, y }) => x === head.x && y === head.y)) {
      return;
    }
    this.instrument.moments.begin("draw");
    const bar = (stepsPerBar(model.grid) / model.grid.stepsPerQuarter) * (60 / tempo);
    const path = drawn(unusedName(paths), traced, bar, model.dimensions > 2 ? planeBeside(map, rest) : null);
    this.store.set({ paths: [...paths, path], looping: { name: path.name, since: null } });
  }

  /** Plays a path from the next bar on, or leaves it. */
  toggle(name: string): void {
    const isOn = this.store.state.looping?.name === name;
    this.instrument.moments.begin(`${isOn ? "leave" : "play"} ${name}`, true);
    this.store.set({ looping: isOn ? null : { name, since: null } });
  }

  /** A name that another path has stays as it was. */
  rename(name: string, to: string): void {
    const { paths, looping } = this.store.state;
    if (to && !paths.some((path) => path.name === to)) {
      this.instrument.moments.begin("rename", true);
      this.store.set({
        paths: paths.map((path) => (path.name === name ? { ...path, name: to } : path)),
        looping: looping?.name === name ? { ...looping, name: to } : looping,
      });
    }
  }

  remove(name: string): void {
    this.instrument.moments.begin(`delete ${name}`, true);
    const { paths, looping } = this.store.state;
    this.store.set({ paths: paths.filter((path) => path.name !== name), looping: looping?.name === name ? null : looping });
  }

  /** Saves what is heard along a path as MIDI. */
  async save(path: Path): Promise<void> {
    const { state } = this.store;
    const { model } = state;
    if (model) {
      await this.exporter.savePlaces(path.name, (patternAt) => patternsAlong(path, model.grid, patternAt));
    }
  }

  /** Every step of the space on the map. */
  hear(step: number): void {
    const place = this.placeOf(this.store.state, step, (since) => {
      const { looping } = this.store.state;
      this.store.set({ looping: looping && { ...looping, since } });
    });
    if (place) {
      this.instrument.lead(place);
    }
  }

  /** Every step of a space beside it: that goes along its own path, by its own dials. */
  hearBeside(player: Player, step: number): void {
    const parked = this.layers.besideOf(player);
    const place = parked && this.placeOf(parked.shown, step, (since) => {
      parked.shown = { ...parked.shown, looping: parked.shown.looping && { ...parked.shown.looping, since } };
    });
    if (parked && place && !this.busy.has(player)) {
      void this.lead(parked, place);
    }
  }

  private trace({ x, y }: Place): void {
    const now = this.now();
    this.since = this.traced.length === 0 ? now : this.since;
    this.traced.push({ x, y, at: (now - this.since) / 1000 });
  }

  private placeOf(of: Parked["shown"], step: number, setOut: (since: number) => void): Place | null {
    const { looping, model, paths } = of;
    const path = paths.find(({ name }) => name === looping?.name);
    if (!looping || !path || !model || step % Math.max(1, model.grid.stepsPerQuarter / perQuarter) !== 0) {
      return null;
    }
    const at = loopAt(path, looping, step, model.grid);
    if (at && at.since !== looping.since) {
      setOut(at.since);
    }
    return at && placeAt(path, at.phase);
  }

  private async lead(parked: Parked, place: Place): Promise<void> {
    const { model } = parked.shown;
    if (!model) {
      return;
    }
    this.busy.add(parked.player);
    try {
      const decoded: Decoded = await decodedAt(model, place, parked.shown);
      // It may have come back to the map meanwhile.
      if (this.layers.besideOf(parked.player) === parked) {
        const take = takeOf(place, decoded, model.grid, parked.shown);
        parked.shown = { ...parked.shown, head: place, take };
        parked.player.sequencer.play(take, this.store.state.changeAt);
      }
    } catch (error) {
      this.fail(error);
    }
    this.busy.delete(parked.player);
  }
}

function unusedName(paths: readonly Path[]): string {
  const numbers = paths.map(({ name }) => Number(/^path (\d+)$/.exec(name)?.[1] ?? 0));
  return `path ${Math.max(0, ...numbers) + 1}`;
}
