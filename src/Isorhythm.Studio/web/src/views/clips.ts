import { html, render } from "lit";
import { nearestClip } from "../core/take";
import type { App } from "./app";

/** The clips as a list: the map's twin for a keyboard and for a screen reader. Returns what opens and closes it. */
export function mountClips(app: App, host: HTMLElement): () => void {
  let open = false;
  const toggle = (): void => {
    open = !open;
    show();
    if (open) {
      host.querySelector<HTMLElement>("select")?.focus();
    }
  };
  const choose = (event: Event): void => {
    const clip = app.store.state.map?.clips[Number((event.target as HTMLSelectElement).value)];
    if (clip) {
      app.instrument.moveHead({ x: clip.x, y: clip.y, code: clip.code });
    }
  };
  const show = (): void => {
    const { map, head } = app.store.state;
    const clips = map?.clips ?? [];
    const near = nearestClip(head, clips);
    render(
      clips.length === 0
        ? html``
        : html`<button class="clips-button" aria-expanded=${open} aria-controls="clip-list" data-testid="clips-button"
            title="the clips as a list (C)" @click=${toggle}>${clips.length} clips</button>
          <select id="clip-list" size="12" ?hidden=${!open} aria-label="clips; choosing one moves the head to it"
            data-testid="clips" @change=${choose}>
            ${clips.map((clip, i) => html`<option value=${i} .selected=${clip === near}>${clip.name}</option>`)}
          </select>`,
      host,
    );
  };
  app.store.watch(show);
  return toggle;
}
