import { html, render, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { live } from "lit/directives/live.js";
import { letters } from "../core/snapshots";
import type { State } from "../core/state";
import type { App } from "./app";
import { padPanel } from "./pad";

const glides = [0, 1, 2, 4, 8];

/** Places to come back to, at once or over some bars, a slider that travels along them, and a pad between four. */
export function mountSnapshots(app: App, host: HTMLElement): void {
  app.store.watch((state) => {
    render(
      html`<div class="slots" role="group" aria-label="Snapshots">${letters.map((letter, i) => slot(app, state, letter, i))}</div>
        ${glideChoice(app, state)}
        <button popovertarget="pad" data-testid="pad-button" aria-keyshortcuts="F" title="a pad between four snapshots or clips (F)"
          @click=${() => app.pads.fill()}>pad</button>
        ${morph(app, state)}
        <div id="pad" popover class="popover">${padPanel(app, state)}</div>`,
      host,
    );
  });
}

function slot(app: App, { snapshots, take }: State, letter: string, i: number): TemplateResult {
  const snapshot = snapshots[i] ?? null;
  const words = snapshot ? `back to snapshot ${letter}; with Shift, or held, store here` : `store here as ${letter}`;
  const press = (event: MouseEvent): void => (event.shiftKey ? app.snapshots.keep(i) : app.snapshots.recall(i));
  // A long touch is a context menu, and so is a right click.
  const hold = (event: Event): void => {
    event.preventDefault();
    app.snapshots.keep(i);
  };
  const here = snapshot !== null && snapshot.pattern === take?.pattern;
  return html`<button class=${classMap({ slot: true, filled: snapshot !== null, here })} data-testid="snapshot-${i}" aria-label=${words}
    title="${words} (${i + 1})" ?disabled=${!take} @click=${press} @contextmenu=${hold}>${letter}</button>`;
}

function glideChoice(app: App, { glideBars }: State): TemplateResult {
  const words = (bars: number): string => (bars === 0 ? "at once" : `over ${bars} ${bars === 1 ? "bar" : "bars"}`);
  const choose = (event: Event): void => app.snapshots.setGlide(Number((event.target as HTMLSelectElement).value));
  return html`<select class="glide" aria-label="how a snapshot comes back" title="how a snapshot comes back: at once, or through what lies between"
    data-testid="glide" @change=${choose}>
    ${glides.map((bars) => html`<option value=${bars} .selected=${live(bars === glideBars)}>${words(bars)}</option>`)}</select>`;
}

function morph(app: App, { snapshots, morph: amount }: State): TemplateResult {
  const stops = letters.filter((_, i) => snapshots[i]).map((letter) => html`<span>${letter}</span>`);
  const few = stops.length < 2;
  return html`<label class="morph"><span>morph</span>
    <span class="way"><input type="range" min="0" max="1" step="0.005" data-testid="morph" .value=${String(amount)} ?disabled=${few}
      aria-valuetext=${few ? "store two snapshots first" : `${Math.round(amount * 100)}%`}
      @input=${(event: Event) => app.snapshots.morph(Number((event.target as HTMLInputElement).value))} />
      <span class="stops" aria-hidden="true">${stops}</span></span>
    ${few ? html`<small>store two, travel between</small>` : ""}</label>`;
}
