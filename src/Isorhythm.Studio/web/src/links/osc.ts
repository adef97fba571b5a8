import { api, type OscState } from "../core/api";
import type { Playback, Sounding } from "../core/playback";
import type { State } from "../core/state";
import type { Store } from "../core/store";
import type { LinksState } from "./links-state";

export interface Heard {
  readonly address: string;
  readonly numbers: readonly number[];
}

/** What arrives: how the studio's side stands, or what it heard. */
export interface OscEvent {
  readonly state?: OscState | null;
  readonly heard?: readonly Heard[] | null;
}

/** What programs outside may move. */
export interface Moved {
  moveHead(x: number, y: number): void;
  turn(control: string, share: number): void;
  /** A drum counted from 0; null is all of them. `share` is 0..1, 0.5 as it was decoded. */
  setDensity(drum: number | null, share: number): void;
  setTempo(beatsPerMinute: number): void;
  play(yes: boolean): void;
  recall(slot: number): void;
  mute(part: number, yes: boolean): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const between = 20;
const mostNotes = 256;

/** OSC between other programs and the page, by way of the studio: what is heard moves the page, and what the page does is told. */
export class Osc {
  private notes: Sounding[] = [];
  private told: Record<string, number> = {};
  private head: State["head"] | null = null;
  private given: State["head"] | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly links: Store<LinksState>,
    private readonly store: Store<State>,
    private readonly playback: Pick<Playback, "listeners" | "quarter">,
    private readonly say: (order: object) => void,
    private readonly headOf: (state: State) => Point | null,
    private readonly moved: Moved,
  ) {}

  async refresh(): Promise<void> {
    const osc = await api.osc();
    this.links.set({ osc });
    this.run(osc.state.on);
  }

  switch(on: boolean): void {
    this.say({ on });
  }

  take({ state, heard }: OscEvent): void {
    const { osc } = this.links.state;
    if (state) {
      this.run(state.on);
      if (osc) {
        this.links.set({ osc: { ...osc, state } });
      }
    }
    heard?.forEach((message) => this.obey(message));
  }

  private obey({ address, numbers }: Heard): void {
    const [first, second] = numbers;
    const { moved } = this;
    const name = address.replace("/isorhythm/", "");
    switch (address) {
      case "/wek/outputs":
      case "/wekinator/control/outputs":
      case "/isorhythm/head":
        if (first !== undefined && second !== undefined) {
          moved.moveHead(share(first), share(second));
          this.given = this.store.state.head;
        }
        return;
      case "/isorhythm/stop":
        return moved.play(false);
      case "/isorhythm/play":
        return moved.play(first !== 0);
    }
    if (first === undefined) {
      return;
    }
    switch (name) {
      case "tempo":
        return moved.setTempo(first);
      case "snapshot":
        return moved.recall(Math.round(first) - 1);
      case "mute":
        return moved.mute(Math.round(first) - 1, second !== 0);
      case "density":
        return second === undefined ? moved.setDensity(null, share(first)) : moved.setDensity(Math.round(first) - 1, share(second));
      default:
        return moved.turn(name, share(first));
    }
  }

  private run(on: boolean): void {
    if (on === (this.timer !== undefined)) {
      return;
    }
    clearInterval(this.timer);
    this.timer = on ? setInterval(() => this.tell(), between) : undefined;
    [this.notes, this.told, this.head] = [[], {}, null];
    this.playback.listeners[on ? "add" : "delete"](this.note);
  }

  private readonly note = (sounding: Sounding): void => {
    if (this.notes.length < mostNotes) {
      this.notes.push(sounding);
    }
  };

  /** Everything that is new since the last time, in one message. */
  private tell(): void {
    const { state } = this.store;
    const values = Object.entries(this.values()).filter(([address, value]) => this.told[address] !== value);
    const isNew = state.head !== this.head;
    const head = isNew ? this.headOf(state) : null;
    const notes = this.notes.splice(0);
    if (values.length > 0 || notes.length > 0 || head) {
      const now = performance.now();
      this.say({
        ...(head && { head: { ...head, byHand: state.head !== this.given } }),
        values: values.map(([address, value]) => ({ address, value })),
        notes: notes.map((one) => noteOf(one, now)),
      });
    }
    this.told = { ...this.told, ...Object.fromEntries(values) };
    this.head = state.head;
  }

  private values(): Record<string, number> {
    const { playing, tempo, model, take } = this.store.state;
    const { quarter } = this.playback;
    const grid = model?.grid;
    const hits = take?.pattern ?? [];
    return {
      "/isorhythm/playing": Number(playing),
      "/isorhythm/tempo": tempo,
      ...(grid && quarter !== null && quarter >= 0 && { "/isorhythm/bar": Math.floor(quarter / (grid.quartersPerBar ?? Math.min(4, grid.quarters))) + 1 }),
      ...(grid && take && { "/isorhythm/density": hits.length / grid.quarters }),
      ...(hits.length > 0 && { "/isorhythm/velocity": hits.reduce((sum, hit) => sum + hit.velocity, 0) / hits.length }),
    };
  }
}

function noteOf({ name, channel, pitch, velocity, at, length }: Sounding, now: number): object {
  const loudness = Math.min(127, Math.max(1, Math.round(velocity * 127)));
  return { channel: channel + 1, pitch, velocity: loudness, length, name, after: Math.max(0, at - now) };
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}
