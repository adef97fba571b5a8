import { html, render, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import type { Path } from "../core/path";
import type { App } from "./app";
import { BesideMap } from "./beside-map";
import { icons } from "./icons";

/** The paths of the space as a list beside the map: draw one, play it round and round, name it, save it, delete it. */
export class PathList extends BesideMap {
  constructor(app: App, host: HTMLElement) {
    super(app, host);
    app.store.watch(() => this.show());
  }

  protected show(): void {
    const { map, paths, looping, drawing } = this.app.store.state;
    render(
      map
        ? html`<button class="paths-button" aria-expanded=${this.open} aria-controls="path-list" data-testid="paths-button"
            title="the paths of this space (L)" @click=${() => this.toggle()}>${drawing ? "drawing…" : looping ? html`<i class="round" aria-hidden="true">↻</i> ${looping.name}` : "paths"}</button>
          <div id="path-list" class="path-list" ?hidden=${!this.open}>
            <button aria-pressed=${drawing} data-testid="draw" title="then drag on the map: it plays round and round, in whole bars (D, or Shift and drag)"
              @click=${() => toggleDrawing(this.app)}>${drawing ? "drag on the map, or move by keys and press D" : "draw a path"}</button>
            ${paths.length === 0 ? html`<small>A way over the map that plays by itself, in whole bars.</small>` : ""}
            <ul>${repeat(paths, (path) => path.name, (path) => this.row(path, path.name === looping?.name))}</ul>
          </div>`
        : "",
      this.host,
    );
  }

  private row(path: Path, isOn: boolean): TemplateResult {
    const { paths } = this.app;
    const { name, bars } = path;
    const rename = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      paths.rename(name, input.value.trim());
      input.value = name;
    };
    const act = (words: string, icon: string, testid: string, act: () => void): TemplateResult => html`<button class="icon"
      aria-label="${words} ${name}" title="${words} ${name}" data-testid=${testid} @click=${act}><svg viewBox="0 0 24 24"><path d=${icon} /></svg></button>`;
    return html`<li class=${classMap({ on: isOn })}>
      <button class="icon" aria-pressed=${isOn} aria-label="play ${name} round and round" title="play ${name} round and round" data-testid="path-play"
        @click=${() => paths.toggle(name)}><svg viewBox="0 0 24 24"><path d=${isOn ? icons.stop : icons.play} /></svg></button>
      <input type="text" maxlength="30" aria-label="name of ${name}" .value=${name} @change=${rename} data-testid="path-name" />
      <small class="number">${bars} ${bars === 1 ? "bar" : "bars"}</small>
      ${act("save as MIDI", icons.save, "path-save", () => void paths.save(path))}
      ${act("delete", icons.close, "path-delete", () => paths.remove(name))}</li>`;
  }
}

/** Begins a path, or ends the one that is being drawn. */
export function toggleDrawing({ store, paths }: App): void {
  if (store.state.drawing) {
    paths.draw();
  } else {
    paths.startDrawing();
  }
}
