import { html, render, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { type Drum, type Grid, stepsPerBar } from "../../core/grid";
import type { App } from "../app";
import { type Part, partsOf } from "../../core/tracks";
import { layerRow } from "../layers";
import { icons } from "../icons";
import { markOf, muteKeys } from "../palette";
import { weightOf, weights } from "./layout";
import { PatternView } from "./pattern-view";

const densityWords = (value: number): string =>
  value === 0 ? "as decoded" : value < 0 ? `${Math.round(-value * 100)}% thinner` : `${Math.round(value * 100)}% thicker`;

// Beyond so many bars they are looked at by the page.
const mostBars = 4;

/** The pattern's section: a row a drum or track with its mute, and of a drum its density, around the lanes. */
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

  const zoom = (to: number | null, count: number) => () => {
    bar = to;
    view.zoom(to, count);
    showHead();
  };
  const showHead = (): void => {
    const { take, model, waiting, changeAt } = app.store.state;
    const bars = model ? Math.round((model.grid.quarters * model.grid.stepsPerQuarter) / stepsPerBar(model.grid)) : 0;
    const count = bars > mostBars ? mostBars : 1;
    const pages = Array.from({ length: Math.ceil(bars / count) }, (_, i) => i * count);
    const words = (first: number): string => (count === 1 ? `${first + 1}` : `${first + 1}–${Math.min(bars, first + count)}`);
    if (bar !== null && bar >= bars) {
      bar = null;
      view.zoom(null);
    }
    render(
      html`<h2 class="unseen">Pattern</h2>${layerRow(app, app.store.state)}
        <p class="state">${take?.held ? html`<span class="chip">edited</span>` : ""}
          ${waiting && changeAt !== "step" ? html`<span class="chip soon">next ${changeAt}</span>` : ""}</p>
        <div class="segments" role="group" aria-label="Bars shown" ?hidden=${bars < 2}>
          ${[null, ...pages].map((page) => html`
            <button aria-pressed=${page === bar} @click=${zoom(page, count)}
              aria-label=${page === null ? "all bars" : `bar ${words(page)}`}>${page === null ? "all" : words(page)}</button>`)}
        </div>`,
      head,
    );
  };

  app.store.watch(({ model, muted, frozen, density }) => {
    showHead();
    const grid = model?.grid;
    const drums = grid?.drums ?? [];
    body.style.setProperty("--drums", String((grid && weights(grid)) || 9));
    body.classList.toggle("of-tracks", model?.tracks != null);
    names.style.gridTemplateRows = drums.map((row) => `minmax(0, ${weightOf(row)}fr)`).join(" ");
    render(grid ? partsOf(grid).map((part, i) => html`${muteButton(app, grid, part, i, muted)}${freezeButton(app, part, i, frozen)}`) : "", names);
    render(
      model?.tracks
        ? ""
        : html`<small class="knobs-title" aria-hidden="true">density</small>
        ${drums.map((drum, i) => html`<iso-knob class="small" style=${styleMap({ "--drum": markOf(drum).colour })}
          .min=${-1} .max=${1} .step=${0.02} .label=${`density of ${drum.name}`} .words=${densityWords} .value=${density[i] ?? 0}
          data-testid="density-${i}" @turn=${(event: CustomEvent<number>) => app.instrument.setDensity(i, event.detail)}></iso-knob>`)}`,
      knobs,
    );
  });
}

/** A part's name, beside all rows that it has: pressed it is muted. The drums of a track show their glyphs each beside its lane. */
function muteButton(app: App, grid: Grid, part: Part, i: number, muted: readonly boolean[]): TemplateResult {
  const rows = part.rows.map((row) => grid.drums[row]).filter((row): row is Drum => row !== undefined);
  const first = rows[0];
  const key = muteKeys[i]?.toUpperCase();
  const isMuted = part.rows.every((row) => muted[row]);
  const glyph = (row: Drum): TemplateResult => html`<svg viewBox="0 0 16 16" aria-hidden="true"
    style=${styleMap({ "--drum": markOf(row).colour })}><path d=${markOf(row).glyph}></path></svg>`;
  const place = { gridRow: `${(part.rows[0] ?? 0) + 1} / span ${rows.length}`, "--drum": first ? markOf(first).colour : "" };
  return html`<button class=${classMap({ mute: true, muted: isMuted, kit: rows.length > 1, voice: first?.role !== undefined })}
    style=${styleMap(place)} aria-pressed=${isMuted} aria-label="mute ${part.name} ${key}" aria-keyshortcuts=${key ?? ""}
    data-testid="mute-${i}" title="mute ${part.name} (${key})" @click=${() => app.instrument.toggleMute(i)}>
    ${rows.length > 1 ? html`<span>${part.name}</span> <kbd aria-hidden="true">${key}</kbd><i>${rows.map(glyph)}</i>`
      : html`${first ? glyph(first) : ""}<span>${part.name}</span> <kbd aria-hidden="true">${key}</kbd>`}</button>`;
}

/** Keeps a part as it is while the rest follows the head. */
function freezeButton(app: App, { name, rows }: Part, i: number, frozen: readonly boolean[]): TemplateResult {
  const key = muteKeys[i]?.toUpperCase();
  const isFrozen = rows.every((row) => frozen[row]);
  const words = isFrozen ? `let ${name} follow the head again` : `freeze ${name}`;
  return html`<button class=${classMap({ freeze: true, frozen: isFrozen })} style=${styleMap({ gridRow: `${(rows[0] ?? 0) + 1} / span ${rows.length}` })}
    aria-pressed=${isFrozen} aria-label="freeze ${name}" aria-keyshortcuts=${key ? `Shift+${key}` : ""} data-testid="freeze-${i}"
    title=${key ? `${words} (Shift ${key})` : words} @click=${() => app.instrument.toggleFreeze(i)}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${icons.freeze} /></svg></button>`;
}
