import { api, type LinkSession, type LinkState } from "../core/api";
import { memory } from "../core/memory";
import type { Playback } from "../core/playback";
import type { State } from "../core/state";
import type { Store } from "../core/store";
import { fastest, slowest } from "../core/tap";
import type { ClockListener } from "./clock-in";
import { HostClock } from "./host-clock";
import type { LinksState } from "./links-state";
import { closestMatch, nextMatch } from "./quantum";

/** The line to the studio. */
export interface LinkWire {
  say(order: object): void;
  /** The host's clock, in milliseconds. */
  time(): Promise<number>;
}

const between = 100;
const heard = 0.05;
/** Milliseconds that the music needs to begin on time. */
const lead = 80;
/** Beats that a start may lie ahead: nobody waits longer, whatever the network says. */
const furthest = 32;
const fewest = 1;
const most = 16;

/**
 * Ableton Link, by way of the studio: the music keeps the session's tempo, its bars begin on the session's bars, and with "start and stop together" it starts
 * and stops with the others. Link shares no bar lines but only beats, so how many make a bar, the quantum, is set here.
 */
export class Link {
  private readonly clock: HostClock;
  private session: LinkSession | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private wasPlaying = false;
  private lastTempo = 0;
  /** Set while the music does what the session said, which is then not said again. */
  private obeyed: boolean | null = null;
  private word: number | null | undefined;
  private downbeat = 0;

  constructor(
    private readonly links: Store<LinksState>,
    private readonly store: Store<State>,
    private readonly playback: Pick<Playback, "playing" | "quarter" | "beginsAt">,
    private readonly follower: ClockListener & { leave(): void },
    private readonly wire: LinkWire,
    /** Told whether the session is followed, and nothing else may be. */
    private readonly changed: (on: boolean) => void,
  ) {
    this.clock = new HostClock(() => wire.time());
    links.set({ quantum: limited(memory.read<number>("link.quantum") ?? 4), together: memory.read<boolean>("link.together") ?? false });
    store.watch((state) => this.notice(state));
  }

  async refresh(): Promise<void> {
    this.take(await api.link());
  }

  switch(on: boolean): void {
    this.wire.say({ on, tempo: this.store.state.tempo });
  }

  setQuantum(beats: number): void {
    this.links.set({ quantum: limited(beats) });
    memory.write("link.quantum", this.links.state.quantum);
  }

  setTogether(together: boolean): void {
    this.links.set({ together });
    memory.write("link.together", together);
  }

  /** How the studio's side stands. */
  take(link: LinkState): void {
    this.links.set({ link });
    this.session = link.session;
    this.run(link.on);
    this.keep();
    this.obey();
  }

  /** Beats since the last bar of the session began; null while it is not followed. */
  phase(moment: number): number | null {
    const beat = this.beatAt(moment);
    const { quantum } = this.links.state;
    return beat === null ? null : beat - Math.floor(beat / quantum) * quantum;
  }

  private run(on: boolean): void {
    if (on === (this.timer !== undefined)) {
      return;
    }
    clearInterval(this.timer);
    this.timer = on ? setInterval(() => this.keep(), between) : undefined;
    this.clock.run(on);
    this.playback.beginsAt = on ? () => this.nextDownbeat() : null;
    [this.word, this.obeyed, this.wasPlaying] = [undefined, null, this.store.state.playing];
    this.changed(on);
    if (!on) {
      this.follower.leave();
    }
  }

  /** Tells the follower where the session is: so often that nobody hears it lean. */
  private keep(): void {
    const now = performance.now();
    const beat = this.beatAt(now);
    if (!this.session || beat === null || !isPlayable(this.session.beatsPerMinute)) {
      return;
    }
    const { quarter } = this.playback;
    const { quantum } = this.links.state;
    this.follower.beat({ quarter: quarter === null ? null : closestMatch(quarter, beat, quantum), at: now, beatsPerMinute: this.session.beatsPerMinute });
  }

  /** What is done here is told to the others. */
  private notice({ tempo, playing }: State): void {
    const now = performance.now();
    const beat = this.beatAt(now);
    const isOther = tempo !== this.lastTempo;
    this.lastTempo = tempo;
    if (isOther && this.session && Math.abs(tempo - this.session.beatsPerMinute) >= heard) {
      // Until the others have it the session goes on here with the new tempo.
      this.session = { ...this.session, ...(beat !== null && { beat, at: this.clock.hostAt(now) }), beatsPerMinute: tempo };
      this.wire.say({ tempo });
    }
    if (playing !== this.wasPlaying) {
      this.wasPlaying = playing;
      if (this.session && playing !== this.obeyed && this.links.state.together) {
        this.wire.say({ play: { on: playing, at: this.clock.hostAt(playing ? Math.max(now, this.downbeat) : now) } });
      }
      this.obeyed = null;
    }
  }

  /** A word on playing that is new starts or stops the music. One that was there before this page looked does not: nobody pressed anything. */
  private obey(): void {
    const said = this.session?.playing ?? null;
    const isNew = this.word !== undefined && said !== null && said.word !== this.word;
    this.word = this.timer === undefined ? undefined : (said?.word ?? null);
    if (!isNew || !this.links.state.together || said.on === this.playback.playing) {
      return;
    }
    this.obeyed = said.on;
    if (said.on) {
      this.follower.started(0, this.nextDownbeat(said.beat) ?? performance.now());
    } else {
      this.follower.stopped();
    }
  }

  /** The moment at which the next bar of the session begins, from a beat on if that is still to come; null while the session is not known. */
  private nextDownbeat(from = -Infinity): number | null {
    const soonest = this.beatAt(performance.now() + lead);
    if (!this.session || soonest === null) {
      return null;
    }
    const { beat, at, beatsPerMinute } = this.session;
    const bar = nextMatch(Math.max(soonest, Math.min(from, soonest + furthest)), this.links.state.quantum);
    this.downbeat = this.clock.momentOf(at + ((bar - beat) * 60_000) / beatsPerMinute);
    return this.downbeat;
  }

  private beatAt(moment: number): number | null {
    if (!this.session || !this.clock.isKnown) {
      return null;
    }
    const { beat, at, beatsPerMinute } = this.session;
    return beat + ((this.clock.hostAt(moment) - at) * beatsPerMinute) / 60_000;
  }
}

/** Whether the page plays at such a tempo; Link goes further both ways. */
export function isPlayable(beatsPerMinute: number): boolean {
  return beatsPerMinute >= slowest - heard && beatsPerMinute <= fastest + heard;
}

function limited(beats: number): number {
  return Math.min(most, Math.max(fewest, Math.round(beats) || fewest));
}
