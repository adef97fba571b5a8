import { html, nothing, type TemplateResult } from "lit";
import type { Axis } from "../core/api";
import type { State } from "../core/state";
import type { App } from "./app";

const reach = 3;
const mostQualities = 8;
/** Below this a knob hardly does what it is named after. */
const leastSure = 0.3;

const plainWords: Readonly<Record<string, string>> = {
  velocity: "loudness",
  offset: "lateness",
  diatonic: "white keys",
  interval: "leaps",
  syncopation16: "sync 16",
  syncopation8: "sync 8",
  // The dial of that name is another thing: it plays everything swung.
  swing: "swung",
};

/** What an axis is named after, for people: "density.bass" is "bass density". */
export function wordsFor({ attribute }: Axis): string {
  const [quality = "", track] = attribute?.split(".") ?? [];
  const words = plainWords[quality] ?? quality;
  return track ? `${track} ${words}` : words;
}

/** What a space can be turned by: its qualities, and the ways in which its clips differ most, of which the first two are the map. */
export function knobsOfSpace(app: App, state: State): TemplateResult | string {
  const qualities = (state.qualities ?? []).slice(0, mostQualities);
  const ways = state.map?.axes ?? [];
  if (qualities.length + ways.length === 0) {
    return "";
  }
  const showsWays = qualities.length === 0 || (state.showsWays && ways.length > 0);
  const both = qualities.length > 0 && ways.length > 0;
  return html`<div class="axes" role="group" aria-label=${showsWays ? "Beside the map" : "What it is like"}>
    ${showsWays ? ways.map((axis, i) => wayKnob(app, axis, i)) : qualities.map((quality) => qualityKnob(app, quality))}
    ${ways.length > 0 ? html`<div class="column">
      ${both ? html`<button class="quiet" aria-pressed=${showsWays} data-testid="ways" title="the ways in which the clips differ most, with and without a name"
        @click=${() => app.store.set({ showsWays: !showsWays })}>ways</button>` : ""}
      <button class="quiet" ?disabled=${!state.rest.some((value) => Math.abs(value) > 1e-4)} data-testid="come-back" title="let go of all that lies beside the map"
        @click=${() => app.instrument.comeBack()}>level</button></div>` : ""}</div>`;
}

function qualityKnob(app: App, quality: Axis): TemplateResult {
  const sure = quality.correlation >= leastSure ? "" : ", which hardly does it";
  return knob(app, quality, `quality-${quality.attribute}`, `more or less ${wordsFor(quality)}, r ${quality.correlation.toFixed(2)}${sure}`);
}

function wayKnob(app: App, axis: Axis, i: number): TemplateResult {
  const sure = axis.attribute ? `turns the ${wordsFor(axis)} ${axis.correlation > 0 ? "up" : "down"}, r ${axis.correlation.toFixed(2)}` : "changes what has no name";
  return knob(app, axis, `axis-${i}`, `way ${i + 3}: ${sure}`, `${i + 3}`);
}

/** In three lines: what, of whom, and how surely. */
function knob(app: App, axis: Axis, id: string, hint: string, nameless = ""): TemplateResult {
  const [quality = "", track] = axis.attribute?.split(".") ?? [];
  return html`<div class="axis" title=${hint}>
    <iso-knob class="small" .min=${-reach} .max=${reach} .step=${0.05} .label=${hint} data-testid=${id}
      .words=${(value: number) => value.toFixed(1)} .value=${Math.min(reach, Math.max(-reach, app.instrument.along(axis)))}
      @turn=${(event: CustomEvent<number>) => app.instrument.turn(axis, event.detail)}></iso-knob>
    <small>${axis.attribute ? (plainWords[quality] ?? quality) : nameless}</small>${track ? html`<small>${track}</small>` : nothing}${axis.attribute
      ? html`<small>r ${axis.correlation.toFixed(2)}</small>`
      : nothing}</div>`;
}
