import type { Glide } from "./glide";
import type { Instrument } from "./instrument";
import { keepForSpace } from "./kept";
import { memory } from "./memory";
import { morphPlace } from "./morph";
import type { State } from "./state";
import type { Store } from "./store";

export const letters = ["A", "B", "C", "D", "E", "F", "G", "H"] as const;

/** Takes to come back to, kept for each space between visits, and the ways that lead to and between them. */
export class Snapshots {
  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Instrument,
    private readonly glide: Glide,
  ) {
    keepForSpace(store, "snapshots", (kept) => letters.map((_, slot) => kept?.[slot] ?? null));
    store.set({ glideBars: memory.read<number>("glide") ?? 0 });
  }

  keep(slot: number): void {
    this.instrument.moments.begin(`keep ${letters[slot]}`, true);
    const { take, snapshots } = this.store.state;
    this.store.set({ snapshots: snapshots.map((old, i) => (i === slot ? take : old)) });
  }

  /** Goes back to a snapshot, at once or over some bars; an empty slot takes what is heard now. */
  recall(slot: number): void {
    const { snapshots, glideBars, playing } = this.store.state;
    const take = snapshots[slot];
    if (!take) {
      this.keep(slot);
      return;
    }
    this.instrument.moments.begin(`to ${letters[slot]}`, true);
    if (glideBars > 0 && playing) {
      this.glide.begin(take, glideBars, `to ${letters[slot]}`);
    } else {
      this.instrument.recall(take);
    }
  }

  setGlide(glideBars: number): void {
    this.store.set({ glideBars });
    memory.write("glide", glideBars);
  }

  /** Moves the head along the line through the filled snapshots; 0 is the first of them, 1 the last. */
  morph(amount: number): void {
    const places = this.store.state.snapshots.flatMap((take) => (take ? [take.place] : []));
    const place = morphPlace(places, amount);
    this.store.set({ morph: amount });
    if (place) {
      this.instrument.moveHead(place, "morph");
    }
  }
}
