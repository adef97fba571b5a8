import { memory } from "./memory";
import type { State } from "./state";
import type { Store } from "./store";

/** Keeps a part of the state between visits, for each space its own. `tidy` makes of what an earlier version kept, or of nothing, what it is now. */
export function keepForSpace<K extends "snapshots" | "paths">(store: Store<State>, key: K, tidy: (kept: State[K] | null) => State[K]): void {
  let space: string | null = null;
  let last: State[K] | null = null;
  store.watch((state) => {
    const name = state.model?.name ?? null;
    if (name !== space) {
      space = name;
      last = tidy(memory.read<State[K]>(`${key}.${name}`));
      store.set({ [key]: last } as unknown as Partial<State>);
    } else if (name !== null && state[key] !== last) {
      last = state[key];
      memory.write(`${key}.${name}`, last);
    }
  });
}
