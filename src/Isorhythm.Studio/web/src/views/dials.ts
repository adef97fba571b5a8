import { html, render } from "lit";
import type { App } from "./app";
import { axisKnobs } from "./axes";

/** The dials of the decoding: how sure a stroke must be, how far each bar strays from the head, and what lies beside the map. */
export function mountDials(app: App, host: HTMLElement): void {
  const noiseWords = (value: number): string => (value === 0 ? "off" : value.toFixed(2));
  app.store.watch((state) => {
    const { threshold, noise, model } = state;
    render(
      html`<div class="dial" ?hidden=${model?.tracks != null}>
          <iso-knob data-testid="threshold" .min=${0.01} .max=${0.99} .initial=${0.5} .label=${"threshold"} .value=${threshold}
            @turn=${(event: CustomEvent<number>) => app.instrument.setThreshold(event.detail)}></iso-knob>
          <p><b>threshold</b><span class="number">${threshold.toFixed(2)}</span><small>lower lets more strokes in</small></p>
        </div>
        <div class="dial">
          <iso-knob data-testid="noise" .max=${1} .label=${"noise"} .words=${noiseWords} .value=${noise}
            @turn=${(event: CustomEvent<number>) => app.instrument.setNoise(event.detail)}></iso-knob>
          <p><b>noise</b><span class="number">${noiseWords(noise)}</span><small>each bar strays a little</small></p>
        </div>${axisKnobs(app, state)}`,
      host,
    );
  });
}
