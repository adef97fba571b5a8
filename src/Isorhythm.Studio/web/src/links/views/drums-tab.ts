import { html, svg, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Drum } from "../../core/grid";
import { notesOf } from "../../core/midi/drum-file";
import { drumPresets } from "../../core/midi/drum-presets";
import type { State } from "../../core/state";
import { markOf } from "../../views/palette";
import type { Links } from "../links";
import type { LinksState } from "../links-state";
import { chosenLabel } from "./parts";

/** Which notes strike each drum, and which note plays it. */
export function drumsTab(links: Links, { midi, model }: State, { input, unmapped, mapWords, learning }: LinksState): TemplateResult {
  const drums = (model?.grid.drums ?? []).filter((row) => !row.role);
  if (drums.length === 0) {
    return html`<p class="words">The space that is open has no drums.</p>`;
  }
  const canLearn = input.kind === "ready" && input.chosen !== null;
  return html`<div class="presets" role="group" aria-label="Ready-made maps">
      ${drumPresets.map((preset) => html`<button title=${preset.words} data-testid="preset-${preset.id}" @click=${() => links.drums.use(preset)}>${preset.label}</button>`)}
      <button title="General MIDI and Roland's pads together, and the space's own notes out" data-testid="preset-usual" @click=${() => links.drums.reset()}>as it was</button>
    </div>
    <table class="drum-map">
      <thead><tr><th scope="col">drum</th><th scope="col" title=${chosenLabel(input) ?? ""}>struck by notes</th><td></td><th scope="col" title=${chosenLabel(midi) ?? ""}>plays</th></tr></thead>
      <tbody>${drums.map((drum) => row(links, drum, learning?.kind === "drum" && learning.id === drum.name, canLearn))}</tbody>
    </table>
    ${mapWords ? html`<p class="words odd" role="alert" data-testid="map-words"><span class="shape" aria-hidden="true">!</span>${mapWords}</p>` : ""}
    ${unmapped.length > 0 ? html`<h2>heard, and given to no drum yet</h2><div class="unmapped" data-testid="unmapped">${unmapped.map((pitch) => html`<label class="field">note ${pitch}
      <select data-testid="assign-${pitch}" @change=${(event: Event) => links.drums.assign(pitch, (event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${live(true)} disabled>give it to…</option>
        ${drums.map(({ name }) => html`<option>${name}</option>`)}</select></label>`)}</div>` : ""}
    <div class="presets"><button data-testid="map-json" @click=${() => save(links, "json")}>save JSON</button>
      <button data-testid="map-csv" @click=${() => save(links, "csv")}>save CSV</button>
      <label class="button">load…<input type="file" accept=".json,.csv,application/json,text/csv" data-testid="map-load" aria-label="load a drum map"
        @change=${(event: Event) => void load(links, event.target as HTMLInputElement)} /></label></div>
    <p class="words"><small>Kept for each device. Struck by ${chosenLabel(input) ?? "no input yet"}; plays on ${chosenLabel(midi) ?? "no output yet"}. The jam hears by it, too.</small></p>`;
}

function row(links: Links, drum: Drum, waits: boolean, canLearn: boolean): TemplateResult {
  const { notesIn, notesOut } = links.drums.shown;
  const { colour, glyph } = markOf(drum);
  const setIn = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const notes = notesOf(field.value);
    if (notes) {
      links.drums.setIn(drum.name, notes);
    } else {
      links.store.set({ mapWords: `"${field.value.slice(0, 20)}" are not all notes: write whole numbers from 0 to 127, apart by spaces.` });
    }
  };
  const setOut = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const notes = notesOf(field.value);
    if (notes?.[0] !== undefined) {
      links.drums.setOut(drum.name, notes[0]);
    } else {
      field.value = String(notesOut[drum.name]);
    }
  };
  return html`<tr>
    <th scope="row"><svg viewBox="0 0 16 16" aria-hidden="true">${svg`<path fill=${colour} d=${glyph} />`}</svg>${drum.name}</th>
    <td><input type="text" inputmode="numeric" aria-label="notes that strike ${drum.name}" data-testid="in-${drum.name}"
      .value=${live((notesIn[drum.name] ?? []).join(" "))} @change=${setIn} /></td>
    <td><button aria-pressed=${waits} ?disabled=${!canLearn} data-testid="learn-drum-${drum.name}" aria-label="learn ${drum.name}"
      title=${canLearn ? "then strike the pad" : "choose a MIDI input first"}
      @click=${() => links.hands.learn(waits ? null : { kind: "drum", id: drum.name })}>${waits ? "strike it…" : "learn"}</button></td>
    <td><input type="number" min="0" max="127" aria-label="note that plays ${drum.name}" data-testid="out-${drum.name}"
      .value=${live(String(notesOut[drum.name] ?? drum.pitch))} @change=${setOut} /></td></tr>`;
}

function save(links: Links, kind: "json" | "csv"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([links.drums.fileOf(kind)], { type: kind === "json" ? "application/json" : "text/csv" }));
  link.download = `drum map.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function load(links: Links, field: HTMLInputElement): Promise<void> {
  const file = field.files?.[0];
  if (file) {
    links.drums.read(file.size > largest ? "" : await file.text());
    field.value = "";
  }
}

const largest = 64 << 10;
