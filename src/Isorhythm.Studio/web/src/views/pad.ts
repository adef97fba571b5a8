import { html, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import type { State } from "../core/state";
import type { App } from "./app";

const places = ["top left", "top right", "bottom left", "bottom right"];
const coarse = 1 / 20;
const fine = 1 / 100;

/** Four corners and a puck between them, which a hand or the arrow keys move. */
export function padPanel(app: App, { pad }: State): TemplateResult {
  const isWhole = pad.corners.every((corner) => corner !== null);
  const follow = (event: PointerEvent): void => {
    const surface = event.currentTarget as HTMLElement;
    const box = surface.getBoundingClientRect();
    if (event.type === "pointerdown") {
      surface.setPointerCapture(event.pointerId);
    }
    if (surface.hasPointerCapture(event.pointerId)) {
      app.pads.move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    }
  };
  return html`<div class="section-head"><h2>Between four</h2>
      <button data-testid="pad-save" ?disabled=${!isWhole} title="save four by four places of the pad as MIDI, row by row"
        @click=${() => void app.pads.saveGrid()}>save grid</button></div>
    <div class="pad-corners">${[0, 1].map((i) => corner(app, pad, i))}</div>
    <div class="pad-surface" role="slider" tabindex="0" data-testid="pad" aria-label="puck between four corners; arrow keys move it"
      aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(pad.x * 100)} aria-disabled=${!isWhole}
      aria-valuetext="${Math.round(pad.x * 100)}% to the right, ${Math.round(pad.y * 100)}% down"
      @pointerdown=${follow} @pointermove=${follow} @keydown=${(event: KeyboardEvent) => key(app, event)}>
      <i class="puck" style=${styleMap({ left: `${pad.x * 100}%`, top: `${pad.y * 100}%` })}></i></div>
    <div class="pad-corners">${[2, 3].map((i) => corner(app, pad, i))}</div>
    <p class="words" ?hidden=${isWhole}><small>Choose four corners: keep snapshots first, or go near a clip.</small></p>`;
}

function corner(app: App, { corners }: State["pad"], i: number): TemplateResult {
  const own = corners[i] ?? null;
  const choices = app.pads.choices().filter((choice) => choice.name !== own?.name);
  const choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    app.pads.setCorner(i, choices.find((choice) => choice.name === value) ?? null);
  };
  return html`<select aria-label="corner ${places[i]}" data-testid="corner-${i}" @change=${choose}>
    <option value="" .selected=${own === null}>–</option>
    ${own ? html`<option value=${own.name} .selected=${true}>${own.name}</option>` : ""}
    ${choices.map(({ name }) => html`<option value=${name} .selected=${false}>${name}</option>`)}</select>`;
}

function key(app: App, event: KeyboardEvent): void {
  const by = event.shiftKey ? fine : coarse;
  const moves: Record<string, readonly [number, number]> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  };
  const move = moves[event.key];
  if (move) {
    const { x, y } = app.store.state.pad;
    app.pads.move(x + move[0], y + move[1]);
    event.preventDefault();
    event.stopPropagation();
  }
}
