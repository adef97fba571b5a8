import { html, render } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { App } from "./app";

const letters = ["A", "B", "C", "D"];

/** Four places to come back to, and a slider that travels between them. */
export function mountSnapshots(app: App, host: HTMLElement): void {
  app.store.watch(({ snapshots, morph, take }) => {
    const stops = letters.filter((_, i) => snapshots[i]).map((letter) => html`<span>${letter}</span>`);
    const filled = snapshots.filter((snapshot) => snapshot !== null).length;
    render(
      html`<div class="slots" role="group" aria-label="Snapshots">
          ${letters.map((letter, i) => {
            const snapshot = snapshots[i] ?? null;
            const words = snapshot ? `back to snapshot ${letter}; with Shift, or held, store here` : `store here as ${letter}`;
            const press = (event: MouseEvent): void =>
              event.shiftKey ? app.snapshots.keep(i) : app.snapshots.recall(i);
            // A long touch is a context menu, and so is a right click.
            const hold = (event: Event): void => {
              event.preventDefault();
              app.snapshots.keep(i);
            };
            const here = snapshot !== null && snapshot.pattern === take?.pattern;
            return html`<button class=${classMap({ slot: true, filled: snapshot !== null, here })}
              data-testid="snapshot-${i}" aria-label=${words} title="${words} (${i + 1})" ?disabled=${!take} @click=${press}
              @contextmenu=${hold}>${letter}</button>`;
          })}
        </div>
        <label class="morph"><span>morph</span>
          <span class="way"><input type="range" min="0" max="1" step="0.005" data-testid="morph"
            .value=${String(morph)} ?disabled=${filled < 2}
            aria-valuetext=${filled < 2 ? "store two snapshots first" : `${Math.round(morph * 100)}%`}
            @input=${(event: Event) => app.snapshots.morph(Number((event.target as HTMLInputElement).value))} />
            <span class="stops" aria-hidden="true">${stops}</span></span>
          ${filled < 2 ? html`<small>store two, travel between</small>` : ""}</label>`,
      host,
    );
  });
}
