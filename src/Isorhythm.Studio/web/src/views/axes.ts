import { html, type TemplateResult } from "lit";
import type { Axis } from "../core/api";
import type { State } from "../core/state";
import type { App } from "./app";

const reach = 3;

/** What a deep space holds beside its map: a knob for each of the ways in which the clips differ most, named after what changes along it. */
export function axisKnobs(app: App, { map, rest }: State): TemplateResult | string {
  if (!map || map.axes.length === 0) {
    return "";
  }
  const off = rest.some((value) => Math.abs(value) > 1e-4);
  return html`<div class="axes" role="group" aria-label="Beside the map">
    ${map.axes.map((axis, i) => knob(app, axis, i))}
    <button class="home" ?disabled=${!off} data-testid="come-back" title="let go of all that lies beside the map"
      @click=${() => app.instrument.comeBack()}>level</button></div>`;
}

function knob(app: App, axis: Axis, i: number): TemplateResult {
  // "density.drums" in three lines: what, of whom, and how surely.
  const [quality = `${i + 3}`, track] = axis.attribute?.split(".") ?? [];
  const sure = axis.attribute ? `turns the ${axis.attribute} ${axis.correlation > 0 ? "up" : "down"}, r ${axis.correlation.toFixed(2)}` : "changes what has no name";
  return html`<div class="axis" title=${sure}>
    <iso-knob class="small" .min=${-reach} .max=${reach} .step=${0.05} .label=${`way ${i + 3}: ${sure}`} data-testid="axis-${i}"
      .words=${(value: number) => value.toFixed(1)} .value=${Math.min(reach, Math.max(-reach, app.instrument.along(axis)))}
      @turn=${(event: CustomEvent<number>) => app.instrument.turn(axis, event.detail)}></iso-knob>
    <small>${quality}</small>${axis.attribute ? html`${track ? html`<small>${track}</small>` : ""}<small>r ${axis.correlation.toFixed(2)}</small>` : ""}</div>`;
}
