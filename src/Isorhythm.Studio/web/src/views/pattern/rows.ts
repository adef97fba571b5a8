import { html, render } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { stepsPerBar } from "../../core/grid";
import type { App } from "../app";
import { markOf, muteKeys } from "../palette";
import { PatternView } from "./pattern-view";

const densityWords = (value: number): string =>
  value === 0 ? "as decoded" : value < 0 ? `${Math.round(-value * 100)}% thinner` : `${Math.round(value * 100)}% thicker`;

/** The pattern's section: a row a drum with its mute and its density, around the lanes. */
export function mountPattern(app: App, host: HTMLElement): void {
  const head = document.createElement("div");
  const body = document.createElement("div");
  const names = document.createElement("div");
  const lanes = document.createElement("div");
  const knobs = document.createElement("div");
  head.className = "section-head";
  body.className = "lanes";
  names.className = "lane-names";
  lanes.className = "lane-grid";
  knobs.className = "lane-knobs";
  body.append(names, lanes, knobs);
  host.append(head, body);
  const view = new PatternView(app, lanes);
  let bar: number | null = null;

  const zoom = (to: number | null) => () => {
    bar = to;
    view.zoom(to);
    showHead();
  };
  const showHead = (): void => {
    const { take, model, waiting, changeAt } = app.store.state;
    const bars = model ? (model.grid.quarters * model.grid.stepsPerQuarter) / stepsPerBar(model.grid) : 0;
    const pieces = [null, ...Array.from({ length: bars }, (_, i) => i)];
    render(
      html`<h2>Pattern</h2>
        <p class="state">${take?.held ? html`<span class="chip">edited</span>` : ""}
          ${waiting && changeAt === "bar" ? html`<span class="chip soon">next bar</span>` : ""}</p>
        <div class="segments" role="group" aria-label="Bars shown" ?hidden=${bars < 2}>
          ${pieces.map((piece) => html`
            <button aria-pressed=${piece === bar} @click=${zoom(piece)}
              aria-label=${piece === null ? "all bars" : `bar ${piece + 1}`}>${piece === null ? "all" : piece + 1}</button>`)}
        </div>`,
      head,
    );
  };

  app.store.watch(({ model, muted, density }) => {
    showHead();
    const drums = model?.grid.drums ?? [];
    body.style.setProperty("--drums", String(drums.length || 9));
    render(
      drums.map((drum, i) => {
        const key = muteKeys[i]?.toUpperCase();
        const isMuted = muted[i] ?? false;
        return html`<button class=${classMap({ mute: true, muted: isMuted })} style=${styleMap({ "--drum": markOf(drum).colour })}
          aria-pressed=${isMuted} aria-label="mute ${drum.name} ${key}" aria-keyshortcuts=${key ?? ""} data-testid="mute-${i}"
          title="mute ${drum.name} (${key})" @click=${() => app.instrument.toggleMute(i)}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${markOf(drum).glyph}></path></svg>
          <span>${drum.name}</span> <kbd aria-hidden="true">${key}</kbd></button>`;
      }),
      names,
    );
    render(
      html`<small class="knobs-title" aria-hidden="true">density</small>
        ${drums.map((drum, i) => html`<iso-knob class="small" style=${styleMap({ "--drum": markOf(drum).colour })}
          .min=${-1} .max=${1} .step=${0.02} .label=${`density of ${drum.name}`} .words=${densityWords} .value=${density[i] ?? 0}
          data-testid="density-${i}" @turn=${(event: CustomEvent<number>) => app.instrument.setDensity(i, event.detail)}></iso-knob>`)}`,
      knobs,
    );
  });
}
