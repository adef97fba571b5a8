import type { Instrument } from "./instrument";
import { memory } from "./memory";
import { morphPlace } from "./morph";
import type { State } from "./state";
import type { Store } from "./store";
import type { Take } from "./take";

const none: readonly (Take | null)[] = [null, null, null, null];

/** Four takes to come back to, kept for each space between visits, and the way that leads through them. */
export class Snapshots {
  private space: string | null = null;

  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Instrument,
  ) {
    store.watch(({ model }) => {
      if (model && model.name !== this.space) {
        this.space = model.name;
        this.store.set({ snapshots: memory.read<(Take | null)[]>(this.key) ?? none, morph: 0 });
      }
    });
  }

  private get key(): string {
    return `snapshots.${this.space}`;
  }

  keep(slot: number): void {
    const { take, snapshots } = this.store.state;
    const kept = snapshots.map((old, i) => (i === slot ? take : old));
    this.store.set({ snapshots: kept });
    memory.write(this.key, kept);
  }

  /** Goes back to a snapshot; an empty slot takes what is heard now. */
  recall(slot: number): void {
    const take = this.store.state.snapshots[slot];
    if (take) {
      this.instrument.recall(take);
    } else {
      this.keep(slot);
    }
  }

  /** Moves the head along the line through the filled snapshots; 0 is the first of them, 1 the last. */
  morph(amount: number): void {
    const places = this.store.state.snapshots.flatMap((take) => (take ? [take.place] : []));
    const place = morphPlace(places, amount);
    this.store.set({ morph: amount });
    if (place) {
      this.instrument.moveHead(place);
    }
  }
}
