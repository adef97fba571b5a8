import { type Pattern, samePattern } from "./grid";
import { History } from "./history";
import type { State } from "./state";
import type { Store } from "./store";

/** All that undo brings back: what a player does to the sound. */
const undoable = [
  "map", "head", "rest", "take", "threshold", "density", "noise", "temperature", "draw", "groove", "radius", "muted", "frozen", "tempo", "snapshots", "pad", "paths", "looping",
] as const;

/** What all spaces have in common. */
const shared = ["tempo", "groove", "radius"] as const;

export type Setting = Pick<State, (typeof undoable)[number]>;

/** What was done, and how everything stood after it. */
export interface Moment {
  readonly words: string;
  readonly setting: Setting;
}

const settleAfter = 500;
const remembered = 400;
const shown = 16;
const strayed = "noise";
const mostStrays = 8;

/**
 * One history of everything that is done. A drag, a turn of a knob or a run of key presses is one moment: it is kept when it
 * has come to rest, or when something else is begun.
 */
export class Moments {
  private history = new History<Moment>(remembered);
  private pending: string | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;

  /** `restore` is given what differs; `isMoving` tells whether a hand still holds something, or the sound of a place is still on its way. */
  constructor(
    private readonly store: Store<State>,
    private readonly restore: (change: Partial<Setting>) => void,
    private readonly isMoving: () => boolean,
  ) {}

  /**
   * Something is about to be done, in a word or two. The same words again before it has come to rest are the same moment,
   * unless it is done `once`; other words keep first what was done before.
   */
  begin(words: string, once = false): void {
    if (once || this.pending !== words) {
      this.settle();
    }
    this.pending = words;
    this.wait();
  }

  /** A bar that noise has found, and nobody did: the last few are kept. */
  strayed(take: State["take"]): void {
    const last = this.history.current;
    if (take && !this.pending && last && !samePattern(patternOf(last), take.pattern)) {
      this.history.add({ words: strayed, setting: { ...this.setting(), take, head: take.place } });
      this.history.keepLast(mostStrays, ({ words }) => words === strayed);
      this.show();
    }
  }

  undo(): void {
    this.settle();
    this.go(() => this.history.undo());
  }

  redo(): void {
    this.settle();
    this.go(() => this.history.redo());
  }

  goTo(index: number): void {
    this.settle();
    this.go(() => this.history.goTo(index));
  }

  /** Another space has a history of its own; without one it begins anew. Gives the one that was. */
  swap(history = new History<Moment>(remembered)): History<Moment> {
    this.settle();
    const old = this.history;
    this.history = history;
    shared.forEach((key) => this.adopt(key));
    this.show();
    return old;
  }

  /** Keeps what was done so far: what comes next is another moment, as when a hand takes hold anew. */
  settle(): void {
    clearTimeout(this.settling);
    const [words, setting] = [this.pending, this.setting()];
    this.pending = null;
    if (words !== null && Object.keys(difference(this.history.current?.setting, setting)).length > 0) {
      this.history.add({ words, setting });
      this.show();
    }
  }

  /** What was changed in another space meanwhile was not done in this one, and is not undone in it. */
  private adopt(key: (typeof shared)[number]): void {
    const [before, now] = [this.history.current?.setting[key], this.store.state[key]];
    this.history.change(({ words, setting }) => ({ words, setting: setting[key] === before ? { ...setting, [key]: now } : setting }));
  }

  private wait(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => (this.isMoving() ? this.wait() : this.settle()), settleAfter);
  }

  private go(move: () => Moment | undefined): void {
    const from = this.history.current;
    const to = move();
    if (from && to) {
      this.restore(difference(from.setting, to.setting));
    }
    this.show();
  }

  private setting(): Setting {
    const { state } = this.store;
    return Object.fromEntries(undoable.map((key) => [key, state[key]])) as unknown as Setting;
  }

  private show(): void {
    const { history } = this;
    this.store.set({ history: history.recent(shown), canUndo: history.canUndo, canRedo: history.canRedo });
  }
}

/** Only what was changed between two moments is brought back: what has been done beside them stays. */
function difference(from: Setting | undefined, to: Setting): Partial<Setting> {
  return Object.fromEntries(Object.entries(to).filter(([key, value]) => from?.[key as keyof Setting] !== value)) as Partial<Setting>;
}

function patternOf({ setting }: Moment): Pattern {
  return setting.take?.pattern ?? [];
}
