import { html, render } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { live } from "lit/directives/live.js";
import { isPlayable } from "../core/api";
import { barBeatSixteenth } from "../core/position";
import { TapTempo } from "../core/tap";
import type { App } from "./app";
import { onFrame } from "./frames";
import { icons } from "./icons";
import { midiWords } from "./midi";

/** The bar at the top: which space, play, how fast, where in the bar, how changes enter, and where MIDI goes. */
export function mountTransport(app: App, host: HTMLElement): void {
  const tap = new TapTempo();
  const setTempo = (event: Event): void => app.instrument.setTempo(Number((event.target as HTMLInputElement).value) || 120);
  const open = (event: Event): void => void app.studio.open((event.target as HTMLSelectElement).value);
  app.store.watch((state) => {
    const { models, model, playing, tempo, changeAt, volume, connected } = state;
    render(
      html`<h1><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 4.5a11.5 11.5 0 1 1-11.5 11.5" class="outer"/><path
          d="M16 10a6 6 0 1 1-6 6" class="inner"/><circle cx="16" cy="16" r="2.8"/></svg><span>isorhythm</span></h1>
        <label class="space"><span class="unseen">space</span>
          <select data-testid="model-select" @change=${open} ?disabled=${models.length === 0}>
            ${models.length === 0 ? html`<option>no space yet</option>` : ""}
            ${models.map((m) => html`<option value=${m.name} .selected=${live(m.name === model?.name)}
              >${m.name}${isPlayable(m) ? "" : " (cannot be opened)"}</option>`)}
          </select>
          </label>
        <button class="about-button" popovertarget="about" data-testid="about" ?hidden=${!model}
          title="about this space: where it is from, and how good it is">${!model ? "" : model.phrases > 0 ? `${model.phrases} phrases` : "from elsewhere"}</button>
        <div class="transport" role="group" aria-label="Transport">
          <button class=${classMap({ play: true, on: playing })} data-testid="play" aria-pressed=${playing} ?disabled=${!model}
            aria-label=${playing ? "stop" : "play"} aria-keyshortcuts="Space" title="play or stop (Space)"
            @click=${() => void app.instrument.togglePlay()}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${playing ? icons.stop : icons.play} /></svg></button>
          <label class="tempo"><input type="number" data-testid="tempo" min="40" max="300" step="0.1" .value=${tempo.toFixed(1)}
            aria-label="tempo in beats per minute" @change=${setTempo} /><span aria-hidden="true">bpm</span></label>
          <button class="tap" data-testid="tap" aria-keyshortcuts="T" title="tap the tempo (T)" @click=${() => tapped()}>tap</button>
          <output class="position" data-testid="position" aria-label="bar, beat, sixteenth">1.1.1</output>
        </div>
        <div class="segments" role="group" aria-label="When a change is heard">
          <button aria-pressed=${changeAt === "bar"} data-testid="change-bar" title="changes wait for the next bar (B)"
            @click=${() => app.instrument.setChangeAt("bar")}>bar</button>
          <button aria-pressed=${changeAt === "beat"} data-testid="change-beat" title="changes wait for the next beat (B)"
            @click=${() => app.instrument.setChangeAt("beat")}>beat</button>
          <button aria-pressed=${changeAt === "step"} data-testid="change-once" title="changes are heard at once (B)"
            @click=${() => app.instrument.setChangeAt("step")}>at once</button>
        </div>
        <div class="out">
          <span class="volume"><svg class="speaker" viewBox="0 0 24 24" aria-hidden="true"><path d=${icons.speaker} /></svg>
            <iso-knob class="small" data-testid="volume" .label=${"volume"} .initial=${0.8} .value=${volume}
            .words=${(v: number) => `${Math.round(v * 100)}%`}
            @turn=${(event: CustomEvent<number>) => app.instrument.setVolume(event.detail)}></iso-knob></span>
          <button class="midi-button" popovertarget="midi" data-testid="midi" aria-keyshortcuts="M"
            title="connections: MIDI, clock, OSC, files (M)"><i class="activity out"></i>MIDI out
            <b>${midiWords(state.midi)}</b><i class="activity in"></i></button>
          <span class=${classMap({ led: true, lost: !connected })} role="img"
            title=${connected ? "connected to the studio" : "the studio does not answer"}
            aria-label=${connected ? "connected to the studio" : "the studio does not answer"}></span>
        </div>
        <div id="about" popover class="popover" aria-label="About this space"></div>
        <div id="midi" popover class="popover links" aria-label="Connections"></div>`,
      host,
    );
  });
  const tapped = (): void => {
    const tempo = tap.tap(performance.now());
    if (tempo !== null) {
      app.instrument.setTempo(tempo);
    }
  };
  followPosition(app, host);
}

const glow = 60;

/** The position and the light of the MIDI output run with the audio clock, outside of what the state re-renders. */
function followPosition(app: App, host: HTMLElement): void {
  let shown = "";
  onFrame((now) => {
    const { grid, playback } = app.instrument;
    const isSending = playback.midi.sink !== null && Math.abs(now - playback.midi.lastNote) < glow;
    host.querySelectorAll(".activity.out").forEach((light) => light.classList.toggle("lit", isSending));
    const quarter = playback.quarter;
    const words = quarter === null ? "1.1.1" : barBeatSixteenth(grid, Math.max(0, Math.floor(quarter * grid.stepsPerQuarter + 1e-6)));
    if (words !== shown) {
      shown = words;
      const output = host.querySelector(".position");
      if (output) {
        output.textContent = words;
      }
    }
    return quarter !== null;
  });
}
