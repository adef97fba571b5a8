import { html, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { State } from "../core/state";
import type { App } from "./app";
import { icons } from "./icons";

/** The spaces that sound together: choose the one for the map, mute one, close one, and open another beside them. */
export function layerRow(app: App, { layers, layer, model }: State): TemplateResult {
  return html`<div class="layers" role="group" aria-label="Spaces that sound together">
    ${layers.map(({ id, name, silent }) => {
      const title = id === layer ? (model?.name ?? name) : name;
      return html`<span class=${classMap({ layer: true, here: id === layer, silent })}>
        <button aria-pressed=${id === layer} data-testid="layer-${id}" @click=${() => app.layers.select(id)}>${title}</button>
        <button class="icon" aria-pressed=${silent} aria-label="mute ${title}" title="mute ${title}" data-testid="layer-mute-${id}"
          @click=${() => app.layers.toggleSilent(id)}><svg viewBox="0 0 24 24"><path d=${silent ? icons.silent : icons.speaker} /></svg></button>
        <button class="icon" ?disabled=${layers.length < 2} aria-label="close ${title}" title="close ${title}" data-testid="layer-close-${id}"
          @click=${() => app.layers.close(id)}><svg viewBox="0 0 24 24"><path d=${icons.close} /></svg></button></span>`;
    })}
    <button class="beside" data-testid="layer-add" ?disabled=${!model} title="another space that sounds beside this one, on the same clock"
      @click=${() => void app.studio.openBeside()}>+ space</button></div>`;
}
