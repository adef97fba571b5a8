import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Drum } from "../../core/grid";
import { allChannels } from "../../core/midi/messages";
import { trackOf } from "../../core/midi/player";
import type { State } from "../../core/state";
import type { Links } from "../links";
import type { LinksState } from "../links-state";
import { chosenLabel, numberOf, picker } from "./parts";

/** Where MIDI goes, on which channels, and how late each output is heard. */
export function outTab(links: Links, { midi, model }: State, { calibration }: LinksState): TemplateResult {
  const { app } = links;
  const device = chosenLabel(midi);
  return html`${picker(midi, {
      id: "midi",
      label: "device",
      none: "off",
      words: "Sends what you hear to a synthesiser or a DAW.",
      empty: "No MIDI output is plugged in. It appears here as soon as one is.",
      ask: () => void app.midi.ask(),
      choose: (key) => app.midi.choose(key),
    })}
    ${device && model ? channels(links, model.grid.drums) : ""}
    <h2>how late each output is heard</h2>
    ${calibration.step === "listening" ? tapping(links, calibration) : lateness(links, device)}
    ${calibration.step === "done" ? html`<p class="words" role="status" data-testid="calibrated">${calibration.words}</p>` : ""}
    <button data-testid="panic" aria-keyshortcuts="Escape" @click=${() => app.instrument.panic()}>All notes off <kbd>Esc</kbd></button>`;
}

function channels(links: Links, rows: readonly Drum[]): TemplateResult {
  const { midi } = links.app;
  const tracks = [...new Map(rows.map((row) => [trackOf(row), row])).entries()];
  return html`<div class="channels">${tracks.map(([track, row]) => html`<label class="field">${track}
      <select aria-label="channel of ${track}" data-testid="channel-${track}"
        @change=${(event: Event) => midi.setChannel(track, numberOf(event))}>
        ${allChannels.map((channel) => html`<option value=${channel} .selected=${live(channel === midi.player.channelOf(row))}>ch ${channel + 1}</option>`)}
      </select></label>`)}</div>`;
}

function lateness(links: Links, device: string | null): TemplateResult {
  const { app, calibration, store } = links;
  const known = Math.round(app.instrument.playback.loudspeaker.latency);
  return html`<div class="late"><span>this page</span>
      <label><span class="unseen">the page's sound is late by</span><input type="number" min="0" max="500" step="1" data-testid="audio-delay"
        .value=${live(String(store.state.delay))} @change=${(event: Event) => calibration.setDelay(numberOf(event))} /> ms</label>
      <button data-testid="calibrate-page" @click=${() => calibration.page()}>calibrate</button></div>
    ${device ? html`<div class="late"><span>${device}</span>
      <label><span class="unseen">${device} is sent later by</span><input type="number" min="-500" max="500" step="1" data-testid="midi-offset"
        .value=${live(String(app.store.state.midiOffset))} @change=${(event: Event) => app.midi.setOffset(numberOf(event))} /> ms</label>
      <button data-testid="calibrate-midi" @click=${() => calibration.device(device)}>calibrate</button></div>` : ""}
    <p class="words"><small>The page adds these to the ${known > 0 ? html`<b class="number">${known}</b> ms` : "delay"} that the browser knows of${
      device ? "; less than zero sends the device its notes earlier" : ""}. Calibrate plays clicks for you to tap along to.</small></p>`;
}

function tapping(links: Links, { to, label, taps }: Extract<LinksState["calibration"], { step: "listening" }>): TemplateResult {
  const tap = (event: Event): void => {
    event.preventDefault();
    links.calibration.tap(event.timeStamp);
  };
  const key = (event: KeyboardEvent): void => {
    if (!event.repeat && (event.key === " " || event.key === "Enter")) {
      event.stopPropagation();
      tap(event);
    }
  };
  return html`<p class="words" role="status">Tap with every click that you hear ${to === "page" ? "from this page" : `from ${label}`}.</p>
    <button class="primary tap-here" data-testid="tap-here" @pointerdown=${tap} @keydown=${key} @click=${(event: Event) => event.preventDefault()}
      >tap here, or press Space<b class="number">${taps}</b></button>
    <button data-testid="calibrate-cancel" @click=${() => links.calibration.cancel()}>cancel</button>`;
}
