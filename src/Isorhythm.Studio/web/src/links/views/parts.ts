import { html, type TemplateResult } from "lit";
import type { MidiState } from "../../core/midi/devices";

/** A button that asks the browser for MIDI, or the picker of what it has. */
export function picker(
  midi: MidiState,
  { id, label, none, words, empty, ask, choose }: {
    readonly id: string;
    readonly label: string;
    readonly none: string;
    readonly words: string;
    readonly empty: string;
    ask(): void;
    choose(key: string | null): void;
  },
): TemplateResult {
  if (midi.kind !== "ready") {
    return html`${midi.kind === "unable" ? html`<p class="words" role="alert">${midi.words}</p>` : html`<p class="words">${words}</p>`}
      <button class="primary" data-testid="${id}-ask" @click=${ask}>Connect MIDI</button>`;
  }
  return html`<label class="field">${label}
      <select data-testid="${id}-device" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value || null)}>
        <option value="" .selected=${midi.chosen === null}>${none}</option>
        ${midi.devices.map((device) => html`<option value=${device.key} .selected=${device.key === midi.chosen}>${device.label}</option>`)}
      </select></label>
    ${midi.devices.length === 0 ? html`<p class="words">${empty}</p>` : ""}`;
}

/** The name of the device that is chosen. */
export function chosenLabel(midi: MidiState): string | null {
  return midi.kind === "ready" ? (midi.devices.find((device) => device.key === midi.chosen)?.label ?? null) : null;
}

export function numberOf(event: Event): number {
  return Number((event.target as HTMLInputElement).value) || 0;
}
