import { html, render, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { nearest } from "../core/space/nearest";
import type { Clip } from "../core/api";
import type { App } from "./app";
import { BesideMap } from "./beside-map";

let last: { clips: readonly Clip[]; words: string; found: readonly Clip[] } | null = null;

/** The clips in whose name or path every word stands. */
export function search(clips: readonly Clip[], sought: string): readonly Clip[] {
  const words = sought.trim().toLowerCase();
  if (last?.clips !== clips || last.words !== words) {
    const parts = words.split(/\s+/);
    const holds = (clip: Clip): boolean => parts.every((part) => `${clip.name} ${clip.source}`.toLowerCase().includes(part));
    last = { clips, words, found: words === "" ? clips : clips.filter(holds) };
  }
  return last.found;
}

// So many lines are made again within a frame; there may be twenty thousand clips.
const mostLines = 500;

/** The part of a list that is shown: all of it, or so many round one that matters, as indices `from` to `to`. */
export function linesAround(count: number, middle: number, most = mostLines): { from: number; to: number } {
  const from = Math.max(0, Math.min(count - most, Math.max(0, middle) - Math.floor(most / 2)));
  return { from, to: Math.min(count, from + most) };
}

/** The clips as a list that can be searched: the map's twin for a keyboard and for a screen reader. */
export class ClipList extends BesideMap {
  private sought = "";

  constructor(app: App, host: HTMLElement) {
    super(app, host);
    app.store.watch(() => this.show());
  }

  override toggle(): void {
    super.toggle();
    if (this.open) {
      const list = this.host.querySelector("select");
      this.host.querySelector("input")?.focus();
      list?.selectedOptions[0]?.scrollIntoView({ block: "center" });
    }
  }

  protected show(): void {
    const { map, head, corners } = this.app.store.state;
    const clips = map?.clips ?? [];
    const near = this.open ? nearest(head, map)?.clip : undefined;
    const found = this.open ? search(clips, this.sought) : [];
    const go = (clip: Clip | undefined): void => {
      if (clip && corners) {
        void this.app.studio.addCorner(clips.indexOf(clip));
      } else if (clip) {
        this.app.instrument.moveHead(clip);
      }
    };
    const choose = (event: Event): void => go(found[Number((event.target as HTMLSelectElement).value)]);
    const seek = (event: Event): void => {
      this.sought = (event.target as HTMLInputElement).value;
      this.show();
    };
    const enter = (event: KeyboardEvent): void => {
      if (event.key === "Enter") {
        go(found[0]);
      }
    };
    render(
      clips.length === 0
        ? html``
        : html`<button class="clips-button" aria-expanded=${this.open} aria-controls="clip-list" data-testid="clips-button"
            title="the clips as a list (C)" @click=${() => this.toggle()}>list of clips</button>
          <input type="search" placeholder="search ${clips.length} clips" aria-label="search the clips" data-testid="clip-search" ?hidden=${!this.open}
            autocomplete="off" .value=${this.sought} @input=${seek} @keydown=${enter} />
          <select id="clip-list" size="12" ?hidden=${!this.open} aria-label="clips; choosing one moves the head to it"
            data-testid="clips" @change=${choose}>
            ${guard([found, near], () => lines(found, near))}
          </select>`,
      this.host,
    );
  }
}

function lines(found: readonly Clip[], near: Clip | undefined): TemplateResult {
  const { from, to } = linesAround(found.length, near ? found.indexOf(near) : 0);
  const more = (count: number, where: string): TemplateResult | "" => (count > 0 ? html`<option disabled>${count} more ${where}: search for them</option>` : "");
  return html`${more(from, "before")}
    ${found.slice(from, to).map((clip, i) => html`<option value=${from + i} .selected=${clip === near}>${clip.name}</option>`)}
    ${more(found.length - to, "after")}`;
}
