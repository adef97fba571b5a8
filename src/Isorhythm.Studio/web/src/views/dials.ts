import { html, nothing, render, type TemplateResult } from "lit";
import { hottest } from "../core/decoder";
import { straight } from "../core/groove";
import type { App } from "./app";
import { knobsOfSpace } from "./axes";

interface Dial {
  readonly name: string;
  readonly hint: string;
  readonly value: number;
  readonly turn: (value: number) => void;
  readonly words?: (value: number) => string;
  readonly min?: number;
  readonly max?: number;
  readonly initial?: number;
  readonly hidden?: boolean;
  readonly beside?: TemplateResult;
}

const percent = (value: number): string => `${Math.round(value * 100)}%`;

/** The dials: how sure a stroke must be, how far each bar strays, how it is played, how far a variation goes, and what the space itself can be turned by. */
export function mountDials(app: App, host: HTMLElement): void {
  const { instrument } = app;
  const noiseWords = (value: number): string => (value === 0 ? "off" : value.toFixed(2));
  app.store.watch((state) => {
    const { threshold, temperature, noise, groove, radius, model, take } = state;
    const { swing, per, quantise } = groove;
    const other = per === 16 ? 8 : 16;
    render(
      html`<div class="dial-row">
        ${dial({ name: "threshold", hint: "lower lets more strokes in", value: threshold, min: 0.01, max: 0.99, initial: 0.5,
          hidden: model?.tracks != null, turn: (value) => instrument.setThreshold(value) })}
        ${dial({ name: "temperature", hint: "0 plays the likeliest notes; more lets chance in, and vary throws again", value: temperature, max: hottest,
          hidden: model?.tracks == null, words: noiseWords, turn: (value) => instrument.setTemperature(value) })}
        ${dial({ name: "noise", hint: "each bar strays a little from the head", value: noise, words: noiseWords, turn: (value) => instrument.setNoise(value) })}
        ${dial({ name: "swing", hint: `delays every second note of the ${per}ths, 50% is straight`, value: swing, min: 0.5, max: 0.75, initial: straight.swing,
          words: percent, turn: (value) => instrument.setGroove({ swing: value }), beside: html`<button class="per" data-testid="swing-per"
            aria-label="swings ${per}ths; change to ${other}ths" title="swing ${other}ths" @click=${() => instrument.setGroove({ per: other })}>${per}ths</button>` })}
        ${dial({ name: "quantise", hint: "pulls early and late strokes to their lines", value: quantise, words: percent, hidden: model?.tracks != null,
          turn: (value) => instrument.setGroove({ quantise: value }) })}
        ${dial({ name: "radius", hint: "how far a variation goes, as a share of how far the clips spread", value: radius, min: 0.02, initial: 0.25, words: percent,
          turn: (value) => instrument.setRadius(value), beside: html`<button data-testid="vary" ?disabled=${!take} aria-keyshortcuts="V"
            title="another place within the radius (V)" @click=${() => instrument.vary()}>vary</button>` })}
        </div>${knobsOfSpace(app, state)}`,
      host,
    );
  });
}

function dial({ name, hint, value, turn, words = (v) => v.toFixed(2), min = 0, max = 1, initial = 0, hidden = false, beside }: Dial): TemplateResult {
  return html`<div class="dial" ?hidden=${hidden} title=${hint}>
    <div><iso-knob data-testid=${name} .min=${min} .max=${max} .initial=${initial} .label=${name} .words=${words} .value=${value}
      @turn=${(event: CustomEvent<number>) => turn(event.detail)}></iso-knob>${beside ?? nothing}</div>
    <p><b>${name}</b> <span class="number">${words(value)}</span></p></div>`;
}
