import { html, type TemplateResult } from "lit";
import type { MidiState } from "../../core/midi/devices";
import type { Jam } from "../jam";
import type { JamState } from "../jam-state";
import type { Source } from "../lean";

const sourceWords: { readonly [source in Source]: string } = { keys: "computer keys", pads: "pads on the screen", midi: "MIDI" };

/** What the player plays on, and how late it is; where the machine goes besides the page. */
export function setup(jam: Jam, state: JamState): TemplateResult {
  const { clicks, sounds, channel } = state;
  return html`<h2>What you play on</h2>
    ${state.input.kind === "ready" ? devices(jam, state.input) : html`
      ${state.input.kind === "unable" ? html`<p class="words" role="alert">${state.input.words}</p>` : ""}
      <button data-testid="midi-in-ask" @click=${() => void jam.askMidi()}>Connect a MIDI kit</button>`}
    <fieldset><legend>How late each is</legend>${(["keys", "pads", "midi"] as const).map((source) => latency(jam, state, source))}</fieldset>
    ${lean(jam, state)}
    <label class="check"><input type="checkbox" .checked=${clicks} data-testid="clicks"
      @change=${(event: Event) => jam.setClicks((event.target as HTMLInputElement).checked)} /> metronome <kbd>K</kbd></label>
    <label class="check"><input type="checkbox" .checked=${sounds} data-testid="own-sound"
      @change=${(event: Event) => jam.setSounds((event.target as HTMLInputElement).checked)} /> sound my strokes here</label>
    <label class="field">machine to MIDI out
      <select data-testid="jam-channel" @change=${(event: Event) => jam.setChannel(channelOf((event.target as HTMLSelectElement).value))}>
        <option value="" .selected=${channel === null}>off</option>
        ${Array.from({ length: 16 }, (_, i) => html`<option value=${i} .selected=${channel === i}>channel ${i + 1}</option>`)}
      </select></label>
    <p class="words"><small>Goes to the MIDI output that is chosen on the main view.</small></p>`;
}

function devices(jam: Jam, midi: Extract<MidiState, { kind: "ready" }>): TemplateResult {
  return html`<label class="field">MIDI kit
      <select data-testid="midi-in" @change=${(event: Event) => jam.chooseInput((event.target as HTMLSelectElement).value || null)}>
        <option value="" .selected=${midi.chosen === null}>off</option>
        ${midi.devices.map(({ key, label }) => html`<option value=${key} .selected=${key === midi.chosen}>${label}</option>`)}
      </select></label>
    ${midi.devices.length === 0 ? html`<p class="words">No MIDI input is plugged in. It appears here as soon as one is.</p>` : ""}`;
}

function latency(jam: Jam, state: JamState, source: Source): TemplateResult {
  return html`<label class="field">${sourceWords[source]}
    <span><input type="number" min="0" max="300" step="1" data-testid="latency-${source}" .value=${String(state.latency[source])}
      @change=${(event: Event) => jam.setLatency(source, Number((event.target as HTMLInputElement).value) || 0)} /> ms</span></label>`;
}

/** One button instead of a guess: what a player's strokes have in common is the instrument's. */
function lean(jam: Jam, { lean: milliseconds, source }: JamState): TemplateResult {
  if (milliseconds === null) {
    return html`<p class="words"><small>Play along with the clicks for a turn, and the page can tell how late your instrument is.</small></p>`;
  }
  const words = Math.abs(milliseconds) < 2 ? "meet the clicks" : `land ${Math.abs(milliseconds)} ms ${milliseconds > 0 ? "late" : "early"}`;
  return html`<p class="lean">On ${sourceWords[source]}, your strokes ${words}.
    <button data-testid="take-out-lean" ?disabled=${Math.abs(milliseconds) < 2} @click=${() => jam.takeOutLean()}>take that out</button></p>`;
}

function channelOf(value: string): number | null {
  return value === "" ? null : Number(value);
}
