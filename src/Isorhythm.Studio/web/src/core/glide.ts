import { stepsPerBar } from "./grid";
import type { Instrument } from "./instrument";
import type { Moments } from "./moments";
import { mix } from "./pad";
import type { State } from "./state";
import type { Store } from "./store";
import type { Take } from "./take";

interface Way {
  readonly from: State["head"];
  readonly to: Take;
  readonly bars: number;
  readonly words: string;
  /** The step on which it began; null before the first that is heard. */
  since: number | null;
  /** Where it put the head last: somewhere else, and a hand has taken over. */
  at: State["head"];
}

const perQuarter = 4;

/** A crossfade: the head travels to a take over some bars, and what lies between is heard on the way. */
export class Glide {
  private way: Way | null = null;

  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Pick<Instrument, "lead" | "recall" | "grid"> & { readonly moments: Pick<Moments, "begin"> },
  ) {}

  begin(to: Take, bars: number, words: string): void {
    const { head } = this.store.state;
    this.store.set({ looping: null });
    this.way = { from: head, to, bars, words, since: null, at: head };
  }

  /** Every step that sounds. */
  hear(step: number): void {
    const { way } = this;
    const { grid } = this.instrument;
    if (!way || step % Math.max(1, grid.stepsPerQuarter / perQuarter) !== 0) {
      return;
    }
    if (this.store.state.head !== way.at) {
      this.way = null;
      return;
    }
    this.instrument.moments.begin(way.words);
    way.since = way.since !== null && way.since <= step ? way.since : step;
    const part = (step - way.since) / (way.bars * stepsPerBar(grid));
    if (part >= 1) {
      this.way = null;
      this.instrument.recall(way.to);
    } else {
      this.instrument.lead(mix(way.from, way.to.place, part));
      way.at = this.store.state.head;
    }
  }
}
