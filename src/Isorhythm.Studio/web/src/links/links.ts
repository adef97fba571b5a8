import { api, type LinkState } from "../core/api";
import { linksWire, linkWire } from "../core/hub";
import { memory } from "../core/memory";
import type { State } from "../core/state";
import { Store } from "../core/store";
import { partsOf } from "../core/tracks";
import type { App } from "../views/app";
import { redraw } from "../views/frames";
import { Calibration } from "./calibration";
import { controlsOf, headOf, moveHead } from "./controls";
import { Drums } from "./drums";
import { Follower } from "./follower";
import { Hands } from "./hands";
import { Link } from "./link";
import { initialLinks, type LinksState, type Tab } from "./links-state";
import { MidiClock } from "./midi-clock";
import { Osc, type OscEvent } from "./osc";

const keyLength = 0.6;

/** The page's connections with everything outside: MIDI in and out, clocks, OSC and the folder of saved files. */
export class Links {
  readonly store = new Store<LinksState>(initialLinks);
  readonly drums: Drums;
  readonly hands: Hands;
  readonly midiClock: MidiClock;
  readonly link: Link;
  readonly osc: Osc;
  readonly calibration: Calibration;

  constructor(
    readonly app: App,
    private readonly fail: (error: unknown) => void,
  ) {
    const { instrument, store } = app;
    const { playback } = instrument;
    this.drums = new Drums(this.store, playback.midi, () => instrument.grid.drums.filter((row) => !row.role));
    this.calibration = new Calibration(this.store, playback, app.midi, () => instrument.panic());
    this.hands = new Hands(this.store, this.drums, {
      heard: redraw,
      rowOn: (channel) => instrument.grid.drums.find((row) => row.role && playback.midi.channelOf(row) === channel) ?? null,
      strike: (row, velocity, pitch) => this.strike(instrument.grid.drums.indexOf(row), velocity, pitch),
      turn: (control, share) => this.turn(control, share),
      tap: (at) => this.calibration.tap(at),
    });
    this.midiClock = new MidiClock(this.store, new Follower(store, playback, (clockWords) => this.store.set({ clockWords }), fail));
    const follower = new Follower(store, playback, () => undefined, fail);
    this.link = new Link(this.store, store, playback, follower, linkWire, (on) => this.midiClock.rest(on));
    this.osc = new Osc(this.store, store, playback, (order) => linksWire.say(order), headOf, {
      moveHead: (x, y) => moveHead(app, { x, y }),
      turn: (control, share) => this.turn(control, share),
      setDensity: (drum, share) => this.setDensity(drum, share),
      setTempo: (beatsPerMinute) => instrument.setTempo(beatsPerMinute),
      play: (yes) => void (yes !== store.state.playing && instrument.togglePlay()),
      recall: (slot) => void (store.state.snapshots[slot] && app.snapshots.recall(slot)),
      mute: (part, yes) => this.mute(part, yes),
    });
    this.listen();
  }

  open(tab: Tab): void {
    this.store.set({ tab });
    if (tab === "osc") {
      void this.attempt(() => this.osc.refresh());
    } else if (tab === "files") {
      void this.showExports();
    }
  }

  /** Takes up the devices that were used last, where the browser still allows it without asking. */
  async resume(): Promise<void> {
    const known = await navigator.permissions?.query({ name: "midi" as PermissionName }).catch(() => null);
    if (known?.state !== "granted") {
      return;
    }
    const uses: readonly (readonly [string, () => Promise<void>])[] = [
      ["midi.device", () => this.app.midi.ask()],
      ["midi.input", () => this.hands.ask()],
      ["midi.clockInput", () => this.midiClock.ask()],
    ];
    await Promise.all(uses.filter(([key]) => memory.read(key) !== null).map(([, ask]) => ask()));
  }

  private listen(): void {
    linksWire.listen({
      osc: (event) => this.osc.take(event as OscEvent),
      link: (state) => this.link.take(state as LinkState),
      exports: () => void this.showExports(),
    });
    let output: string | null = null;
    this.app.store.watch(() => {
      if (this.app.midi.key !== output) {
        output = this.app.midi.key;
        this.drums.useOutput(output);
      }
    });
    void this.attempt(() => this.osc.refresh());
    void this.attempt(() => this.link.refresh());
  }

  private async showExports(): Promise<void> {
    await this.attempt(async () => this.store.set({ exports: await api.exports() }));
  }

  /** The jam sounds its strokes itself. */
  private strike(row: number, velocity: number, pitch: number): void {
    if (!document.body.classList.contains("jamming")) {
      this.app.instrument.playback.strikeNow(row, velocity, { pitch, seconds: keyLength });
    }
  }

  private turn(id: string, share: number): void {
    controlsOf(this.app).find((control) => control.id === id)?.turn(share);
  }

  private setDensity(drum: number | null, share: number): void {
    const { density }: State = this.app.store.state;
    const drums = drum === null ? density.map((_, i) => i) : [drum];
    drums.filter((i) => i in density).forEach((i) => this.app.instrument.setDensity(i, 2 * share - 1));
  }

  private mute(part: number, yes: boolean): void {
    const { instrument, store } = this.app;
    const rows = partsOf(instrument.grid)[part]?.rows ?? [];
    if (rows.length > 0 && rows.every((row) => store.state.muted[row]) !== yes) {
      instrument.toggleMute(part);
    }
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }
}
