import type { App } from "./app";
import { densityWord, nearestClip } from "../core/take";

const restFor = 700;

/** Tells a screen reader where the head came to rest. What playing changes by itself is never announced. */
export function mountLive(app: App, host: HTMLElement): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let last = app.store.state.take;
  app.store.watch(({ take, map, model }) => {
    if (take === last || !take || !map || !model) {
      return;
    }
    last = take;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const near = nearestClip(take.place, map.clips);
      host.textContent = `${near ? `near: ${near.name}, ` : ""}density ${densityWord(take.pattern, model.grid)}`;
    }, restFor);
  });
}
