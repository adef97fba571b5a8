import { html, render } from "lit";
import type { App } from "./app";
import { trainingStage } from "./training";

/** What stands in the place of the map while there is none: the first learning, or the way to a first space. */
export function mountStage(app: App, host: HTMLElement): void {
  app.store.watch((state) => {
    host.hidden = state.map !== null;
    document.body.classList.toggle("empty", state.map === null);
    if (state.map !== null || !state.loaded) {
      render(html``, host);
    } else if (state.training) {
      render(trainingStage(app, state), host);
    } else {
      render(html`<div class="stage"><p class="sentence">There is no space yet.</p>
        <p class="words">Drop some MIDI drum clips on this page: a dozen is enough.</p></div>`, host);
    }
  });
}
