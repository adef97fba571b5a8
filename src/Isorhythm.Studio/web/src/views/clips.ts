import { html, render } from "lit";
import { guard } from "lit/directives/guard.js";
import { nearestClip } from "../core/take";
import type { App } from "./app";

/** The clips as a list: the map's twin for a keyboard and for a screen reader. */
export class ClipList {
  private open = false;

  constructor(
    private readonly app: App,
    private readonly host: HTMLElement,
  ) {
    app.store.watch(() => this.show());
  }

  toggle(): void {
    this.open = !this.open;
    this.show();
    if (this.open) {
      const list = this.host.querySelector("select");
      list?.focus();
      list?.selectedOptions[0]?.scrollIntoView({ block: "center" });
    }
  }

  /** False if it was not open. */
  close(): boolean {
    const wasOpen = this.open;
    if (wasOpen) {
      this.toggle();
      this.host.querySelector("button")?.focus();
    }
    return wasOpen;
  }

  private show(): void {
    const { map, head } = this.app.store.state;
    const clips = map?.clips ?? [];
    const near = nearestClip(head, clips);
    const choose = (event: Event): void => {
      const clip = clips[Number((event.target as HTMLSelectElement).value)];
      if (clip) {
        this.app.instrument.moveHead(clip);
      }
    };
    render(
      clips.length === 0
        ? html``
        : html`<button class="clips-button" aria-expanded=${this.open} aria-controls="clip-list" data-testid="clips-button"
            title="the clips as a list (C)" @click=${() => this.toggle()}>list of clips</button>
          <select id="clip-list" size="12" ?hidden=${!this.open} aria-label="clips; choosing one moves the head to it"
            data-testid="clips" @change=${choose}>
            ${guard([clips, near], () => clips.map((clip, i) => html`<option value=${i} .selected=${clip === near}>${clip.name}</option>`))}
          </select>`,
      this.host,
    );
  }
}
