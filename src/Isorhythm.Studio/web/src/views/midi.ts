import { html, type TemplateResult } from "lit";
import type { MidiState } from "../core/midi/devices";
import type { State } from "../core/state";
import type { App } from "./app";

/** What the button in the transport says. */
export function midiWords(midi: MidiState): string {
  if (midi.kind === "ready") {
    return midi.devices.find((device) => device.key === midi.chosen)?.label ?? "off";
  }
  return midi.kind === "unable" ? "not here" : "off";
}

/** Choosing and tuning the MIDI output. The browser is asked only when the person presses the button. */
export function midiPanel(app: App, { midi, midiOffset, midiClock }: State): TemplateResult {
  const latency = Math.round(app.instrument.playback.latency);
  const delay = latency > 0 ? html`, which needs <b class="number">${latency}</b> ms` : "";
  return html`<h2>MIDI out</h2>
    ${midi.kind === "ready" ? devices(app, midi) : html`
      ${midi.kind === "unable" ? html`<p class="words" role="alert">${midi.words}</p>` : html`
        <p class="words">Sends what you hear to a synthesiser or a DAW, on channel 10.</p>`}
      <button class="primary" data-testid="midi-ask" @click=${() => void app.midi.ask()}>Connect MIDI</button>`}
    <label class="field" title="added to the time of every note">earlier or later
      <span><input type="number" step="1" min="-500" max="500" .value=${String(midiOffset)} data-testid="midi-offset"
        @change=${(event: Event) => app.midi.setOffset(Number((event.target as HTMLInputElement).value) || 0)} /> ms</span></label>
    <p class="words"><small>Notes are sent to meet the page's own sound${delay}.
      Listen to both, and move this until they meet.</small></p>
    <label class="check"><input type="checkbox" .checked=${midiClock} data-testid="midi-clock"
      @change=${(event: Event) => app.midi.sendClock((event.target as HTMLInputElement).checked)} /> send clock, start and stop</label>
    <button data-testid="panic" aria-keyshortcuts="Escape" @click=${() => app.instrument.panic()}>All notes off <kbd>Esc</kbd></button>`;
}

function devices(app: App, midi: Extract<MidiState, { kind: "ready" }>): TemplateResult {
  const choose = (event: Event): void => app.midi.choose((event.target as HTMLSelectElement).value || null);
  return html`<label class="field">device
      <select data-testid="midi-device" @change=${choose}>
        <option value="" .selected=${midi.chosen === null}>off</option>
        ${midi.devices.map((device) => html`<option value=${device.key} .selected=${device.key === midi.chosen}>${device.label}</option>`)}
      </select></label>
    ${midi.devices.length === 0 ? html`<p class="words">No MIDI output is plugged in. It appears here as soon as one is.</p>` : ""}`;
}
