import { html, render } from "lit";
import "./jam.css";
import { isPlayable } from "../core/api";
import { TapTempo } from "../core/tap";
import type { App } from "../views/app";
import { onFrame, redraw } from "../views/frames";
import { icons } from "../views/icons";
import { Jam } from "./jam";
import type { JamState } from "./jam-state";
import { hashOf, type Place } from "./names";
import { SpaceView } from "./space/space-view";
import { dials, driftWords, foot } from "./views/foot";
import { head } from "./views/head";
import { jamKeys } from "./views/help";
import { listenToJamKeys } from "./views/keys";
import { mountLanes } from "./views/lanes";
import { mountLight } from "./views/light";
import { mountPads } from "./views/pads";
import { setup } from "./views/setup";

const rememberedFrames = 1200;
const glow = 80;
const away = "The studio does not answer. The music goes on, and your bars are kept until it is back.";

/** The jam on the page: made when it is first entered, shown in place of the map. */
export class Room {
  private readonly jam: Jam;
  private readonly host = document.createElement("main");
  private readonly space: SpaceView;
  private readonly taps = new TapTempo();
  private readonly frameTimes: number[] = [];
  private address = "";

  constructor(private readonly app: App) {
    this.jam = new Jam(app.instrument.playback.midi, () => app.store.state.volume);
    this.host.id = "jam";
    this.host.setAttribute("aria-label", "Jam");
    render(skeleton, this.host);
    document.body.append(this.host);
    const started = { at: 0 };
    onFrame(() => {
      started.at = performance.now();
      return false;
    });
    mountLight(this.jam, this.part("jam-light"));
    this.part("jam-light").addEventListener("click", () => !this.jam.state.watching && this.actions.toggle());
    mountLanes(this.jam, this.part("duel"));
    mountPads(this.jam, this.part("pads"));
    this.space = new SpaceView(this.jam, this.part("space"), this.part("space-words"));
    onFrame((now) => this.afterFrame(now, started.at));
    this.jam.store.watch((state) => this.show(state));
    tellTurnedDials(this.jam, this.part("jam-live"));
    app.store.watch(() => this.show(this.jam.state));
    listenToJamKeys(this.jam, this.actions);
    this.expose();
  }

  enter(place: Place): void {
    const { state } = this.jam;
    if (state.open && state.session === place.session && state.watching === place.watch) {
      return;
    }
    const { models, model, playing } = this.app.store.state;
    if (playing) {
      void this.app.instrument.togglePlay();
    }
    this.address = "";
    const playable = models.filter(isPlayable);
    const name = playable.find(({ name }) => name === model?.name)?.name ?? playable[0]?.name ?? "";
    this.jam.enter(place.session || state.session, name, place.watch);
    redraw();
  }

  leave(): void {
    this.space.project(false);
    this.jam.leave();
  }

  private readonly actions = {
    leave: (): void => {
      location.hash = "";
    },
    toggle: (): void => void this.jam.toggle().then(redraw),
    tap: (): void => {
      const tempo = this.taps.tap(performance.now());
      if (tempo !== null) {
        this.jam.setBpm(tempo);
      }
    },
    copyLink: (): void => void this.copyLink(),
    project: (on: boolean): void => this.space.project(on),
    help: (): void => void this.part("jam-help").togglePopover(),
  };

  private async copyLink(): Promise<void> {
    const link = new URL(hashOf({ session: this.jam.state.session, watch: true }), location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      this.jam.store.set({ message: { kind: "note", words: `The audience's link is copied: ${link}` } });
    } catch {
      this.jam.store.set({ message: { kind: "note", words: `The audience's link: ${link}` } });
    }
  }

  private part(id: string): HTMLElement {
    return this.host.querySelector(`#${id}`) as HTMLElement;
  }

  private show(state: JamState): void {
    document.body.classList.toggle("jamming", state.open);
    this.host.classList.toggle("watching", state.watching);
    if (!state.open) {
      return;
    }
    this.showAddress(hashOf({ session: state.session, watch: state.watching }));
    render(head(this.app, this.jam, state, this.actions), this.part("jam-head"));
    render(dials(this.jam, state), this.part("jam-dials"));
    render(foot(state, () => this.jam.beginAnew()), this.part("jam-foot"));
    render(setup(this.jam, state), this.part("jam-setup"));
    render(jamKeys(), this.part("jam-help"));
    render(spaceBar(this.jam, state, this.actions), this.part("space-bar"));
    this.showMessage(state);
    redraw();
  }

  /** Written once: an address that somebody has just gone to must not be overwritten before it is read. */
  private showAddress(hash: string): void {
    if (hash !== this.address) {
      this.address = hash;
      history.replaceState(null, "", hash);
    }
  }

  private showMessage({ connected, message, refused, session }: JamState): void {
    const host = this.part("jam-message");
    const shown = connected ? message : { kind: "note" as const, words: away };
    host.className = shown ? `message ${shown.kind}` : "";
    host.setAttribute("role", shown?.kind === "error" ? "alert" : "status");
    render(
      shown
        ? html`<span class="shape" aria-hidden="true">${shown.kind === "error" ? "!" : "i"}</span><p>${shown.words}</p>
            ${refused ? html`<a class="button" href=${hashOf({ session, watch: true })}>watch it</a>
              <button @click=${() => this.jam.beginAnew()}>begin another</button>` : ""}
            ${connected ? html`<button class="icon" aria-label="close" @click=${() => this.jam.store.set({ message: null })}>
              <svg viewBox="0 0 24 24"><path d=${icons.close} /></svg></button>` : ""}`
        : html``,
      host,
    );
  }

  private afterFrame(now: number, started: number): boolean {
    if (this.jam.state.open) {
      this.frameTimes.push(performance.now() - started);
      this.frameTimes.splice(0, this.frameTimes.length - rememberedFrames);
      this.host.querySelector(".activity")?.classList.toggle("lit", Math.abs(now - this.jam.inputs.lastHeard) < glow);
    }
    return false;
  }

  private expose(): void {
    const { jam, frameTimes } = this;
    Object.assign(window.isorhythm as object, {
      jam: {
        get state() {
          return jam.state;
        },
        get turns() {
          return jam.state.turns;
        },
        get turn() {
          return jam.performance.momentAt(jam.time)?.part.who ?? null;
        },
        get parts() {
          return jam.performance.parts;
        },
        get strokes() {
          return jam.performance.strokes;
        },
        get machine() {
          return jam.performance.machineTurns();
        },
        get time() {
          return jam.time;
        },
        scheduled: jam.scheduled,
        get lateAnswers() {
          return jam.lateAnswers;
        },
        /** Milliseconds that the page took to draw each of the last frames. */
        frameTimes,
      },
    });
  }
}

/** What is turned by a key far from its dial is told to a screen reader; what the music changes by itself never is. */
function tellTurnedDials(jam: Jam, host: HTMLElement): void {
  let last = jam.state;
  jam.store.watch((state) => {
    const told = [
      state.sigma !== last.sigma ? `distance ${state.sigma.toFixed(2)}` : "",
      state.drift !== last.drift ? driftWords(state.drift) : "",
      state.clicks !== last.clicks ? `metronome ${state.clicks ? "on" : "off"}` : "",
      state.running !== last.running ? (state.running ? "started" : "stopped") : "",
    ].filter(Boolean);
    last = state;
    if (told.length > 0) {
      host.textContent = told.join(", ");
    }
  });
}

const skeleton = html`<header class="top" id="jam-head"></header>
  <div id="jam-main">
    <div id="jam-light" data-testid="light"></div>
    <div id="jam-dials" role="group" aria-label="How the machine answers"></div>
    <div id="space" tabindex="0" role="group" aria-label="The space: the player's way in amber, the machine's in cyan. Arrows turn it." data-testid="space">
      <p id="space-words" role="status"></p><div id="space-bar"></div></div>
    <div id="duel" role="img" aria-label="The player's bars above, the machine's below"></div>
    <div id="pads" role="group" aria-label="Pads"></div>
  </div>
  <footer id="jam-foot"></footer>
  <div id="jam-setup" popover class="popover"></div>
  <div id="jam-help" popover class="popover help"></div>
  <div id="jam-live" class="unseen" aria-live="polite"></div>
  <div id="jam-message" data-testid="jam-message"></div>`;

function spaceBar(jam: Jam, { solid }: JamState, act: { project(on: boolean): void }): unknown {
  return html`<div class="segments" role="group" aria-label="How the space is drawn">
      <button aria-pressed=${!solid} data-testid="space-flat" title="drawn flat (3)" @click=${() => jam.store.set({ solid: false })}>flat</button>
      <button aria-pressed=${solid} data-testid="space-solid" title="drawn in depth (3)" @click=${() => jam.store.set({ solid: true })}>3-D</button></div>
    <button data-testid="project" aria-keyshortcuts="F" title="the picture on the whole screen (F)" @click=${() => act.project(true)}>stage <kbd>F</kbd></button>`;
}
