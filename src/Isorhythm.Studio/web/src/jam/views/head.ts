import { html, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { live } from "lit/directives/live.js";
import { isPlayable } from "../../core/api";
import type { App } from "../../views/app";
import { icons } from "../../views/icons";
import { midiWords } from "../../views/midi";
import type { Jam } from "../jam";
import type { JamState } from "../jam-state";

export interface HeadActions {
  leave(): void;
  toggle(): void;
  tap(): void;
  copyLink(): void;
  help(): void;
}

/** The bar at the top of the jam: back, start, how fast and how long, which space, who listens, what is plugged in. */
export function head(app: App, jam: Jam, state: JamState, act: HeadActions): TemplateResult {
  return state.watching ? spectatorHead(state, act) : playerHead(app, jam, state, act);
}

function playerHead(app: App, jam: Jam, state: JamState, act: HeadActions): TemplateResult {
  const { running, bpm, bars, joined } = state;
  const setBpm = (event: Event): void => jam.setBpm(Number((event.target as HTMLInputElement).value) || 120);
  return html`${back(act)}
    <label class="space"><span class="unseen">space</span>
      <select data-testid="jam-model" ?disabled=${running} @change=${(event: Event) => jam.setModel((event.target as HTMLSelectElement).value)}>
        ${app.store.state.models.filter(isPlayable).map(({ name }) => html`<option value=${name} .selected=${live(name === state.model)}>${name}</option>`)}
      </select></label>
    <div class="transport" role="group" aria-label="Transport">
      <button class=${classMap({ play: true, on: running })} data-testid="jam-start" aria-pressed=${running} aria-keyshortcuts="Space"
        aria-label=${running ? "stop" : "start"} title="start or stop (Space)" @click=${act.toggle}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${running ? icons.stop : icons.play} /></svg></button>
      <label class="tempo"><input type="number" data-testid="jam-bpm" min="40" max="300" step="0.1" .value=${live(bpm.toFixed(1))}
        aria-label="tempo in beats per minute" @change=${setBpm} /><span aria-hidden="true">bpm</span></label>
      <button class="tap" data-testid="jam-tap" aria-keyshortcuts="T" title="tap the tempo (T)" @click=${act.tap}>tap</button>
      <div class="segments" role="group" aria-label="Bars of a turn">${[1, 2, 4].map((n) => html`
        <button aria-pressed=${bars === n} ?disabled=${running} data-testid="bars-${n}" title="turns of ${n} ${n === 1 ? "bar" : "bars"} (${n})"
          @click=${() => jam.setBars(n)}>${n}</button>`)}<span class="segments-unit" aria-hidden="true">bars</span></div>
    </div>
    <div class="out">
      <button data-testid="watch-link" aria-keyshortcuts="W" title="a link for the audience: the same picture, without the controls (W)"
        ?disabled=${!joined} @click=${act.copyLink}>watch link</button>
      <button class="midi-button" popovertarget="jam-setup" data-testid="jam-setup-button"><i class="activity"></i>in
        <b>${state.input.kind === "ready" ? midiWords(state.input) : "pads, keys"}</b></button>
      <button class="icon" aria-label="keys" title="the keys (?)" data-testid="jam-help-button" @click=${act.help}>?</button>
      ${led(state)}
    </div>`;
}

function spectatorHead(state: JamState, act: HeadActions): TemplateResult {
  return html`${back(act)}<p class="watching">watching <b>${state.session}</b></p><div class="out">${led(state)}</div>`;
}

function back(act: HeadActions): TemplateResult {
  return html`<button class="icon" data-testid="jam-leave" aria-label="back to the map" aria-keyshortcuts="J Escape" title="back to the map (J)"
      @click=${act.leave}><svg viewBox="0 0 24 24"><path d="M14.5 6 8.5 12l6 6" /></svg></button>
    <h1>jam</h1>`;
}

function led({ connected, joined }: JamState): TemplateResult {
  const words = !connected ? "the studio does not answer" : joined ? "connected to the studio" : "joining";
  return html`<span class=${classMap({ led: true, lost: !connected, joining: connected && !joined })} role="img" title=${words} aria-label=${words}></span>`;
}
