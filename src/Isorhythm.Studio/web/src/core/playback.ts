import { type Grid, type Hit, stepsPerBar } from "./grid";
import { type Groove, straight } from "./groove";
import { MidiPlayer } from "./midi/player";
import { commonSteps, Player } from "./player";
import { Scheduler } from "./scheduler";
import type { Strike, When } from "./sequencer";
import { Kit, type Tone } from "./sound/kit";
import { Loudspeaker } from "./sound/loudspeaker";
import { rim } from "./sound/voices";
import type { Take } from "./take";

/** A stroke that was handed to the audio clock; `step` is the clock's. */
export interface Scheduled {
  readonly step: number;
  readonly time: number;
  readonly drum: number;
  readonly velocity: number;
  readonly pitch: number;
  readonly channel: number;
  /** Silences it before it sounds. */
  takeBack(): void;
}

/** A stroke or a note that is about to sound, whatever it is played on: `at` is a moment of `performance.now()`, `length` in milliseconds, `channel` from 0. */
export interface Sounding {
  readonly name: string;
  readonly channel: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly at: number;
  readonly length: number;
}

export interface PlaybackListener {
  /** A step was handed to the audio clock, with what of it is heard (mutes taken out). The same step comes again where it was taken back. */
  heard(step: number, hits: readonly Hit[]): void;
  /** A bar begins, about a tenth of a second from now. */
  bar(take: Take | null): void;
  /** A step of a space that sounds beside the one that is played by hand. */
  beside(player: Player, step: number): void;
}

const remembered = 400;
// Ends of notes are sent on the way a little before they are due.
const releaseAhead = 150;

/** Everything that sounds: the clock, the open spaces and the MIDI output, started by a gesture as browsers require. */
export class Playback {
  readonly midi = new MidiPlayer();
  readonly loudspeaker = new Loudspeaker();
  scheduled: Scheduled[] = [];
  groove: Groove = straight;
  /** The moment of `performance.now()` at which a clock outside lets the music begin; null: it begins at once. */
  beginsAt: (() => number | null) | null = null;
  /** Told of everything that sounds, beside the page's own sound and MIDI. */
  readonly listeners = new Set<(sounding: Sounding) => void>();
  private readonly scheduler: Scheduler;
  private players: readonly Player[];
  private current: Player;
  private stepsPerQuarter: number;

  constructor(
    grid: Grid,
    private readonly listener: PlaybackListener,
  ) {
    this.current = new Player(grid);
    this.players = [this.current];
    this.stepsPerQuarter = grid.stepsPerQuarter;
    const playback = this;
    this.scheduler = new Scheduler(() => this.loudspeaker.now, {
      get stepsPerQuarter() {
        return playback.stepsPerQuarter;
      },
      get early() {
        return 0.5 / Math.min(...playback.players.map((player) => player.grid.stepsPerQuarter));
      },
      step: (step, time, duration) => this.step(step, time, duration),
      tick: (_, time) => this.midi.tick(this.loudspeaker.momentOf(time)),
    });
    const ticker = new Worker(new URL("./ticker.worker.ts", import.meta.url), { type: "module" });
    ticker.onmessage = () => this.scheduler.pump();
  }

  get playing(): boolean {
    return this.scheduler.playing;
  }

  /** The space that is played by hand. */
  get player(): Player {
    return this.current;
  }

  get take(): Take | null {
    return this.current.sequencer.take;
  }

  get isWaiting(): boolean {
    return this.playing && this.current.sequencer.isWaiting;
  }

  set muted(rows: readonly boolean[]) {
    this.current.muted = rows;
  }

  /** Quarters since the start as the ear hears them now; null when stopped. */
  get quarter(): number | null {
    const { heard } = this.loudspeaker;
    return this.playing && heard !== null ? this.scheduler.quarterAt(heard) : null;
  }

  set tempo(beatsPerMinute: number) {
    this.scheduler.tempo = beatsPerMinute;
  }

  useGrid(grid: Grid): void {
    if (this.current.useGrid(grid)) {
      this.count();
    }
  }

  /** Another space joins the ones that sound, and is the one that is played by hand. */
  add(grid: Grid): Player {
    this.current = new Player(grid);
    this.players = [...this.players, this.current];
    this.count();
    return this.current;
  }

  select(player: Player): void {
    this.current = player;
  }

  remove(player: Player): void {
    player.kit?.choke();
    this.players = this.players.filter((other) => other !== player);
  }

  play(take: Take, when: When): void {
    const { sequencer } = this.current;
    sequencer.play(take, this.playing && sequencer.take ? when : "now");
    if (when === "step") {
      this.decideAgain();
    }
  }

  /** Hands out anew what does not sound yet, so that a change is heard with the next step. What went to an instrument or another program stays. */
  private decideAgain(): void {
    if (this.midi.sink || this.listeners.size > 0 || !this.playing) {
      return;
    }
    const { now } = this.loudspeaker;
    const from = this.scheduler.takeBack((wanted) => Math.min(...this.scheduled.filter(({ step }) => step === wanted).map(({ time }) => time)));
    const isBack = ({ step, time }: Scheduled): boolean => step >= from && time > now;
    this.scheduled.filter(isBack).reverse().forEach((stroke) => stroke.takeBack());
    this.scheduled = this.scheduled.filter((stroke) => !isBack(stroke));
    this.scheduler.pump();
  }

  /** Must be called from a gesture the first time. */
  async start(): Promise<void> {
    await this.loudspeaker.start();
    const moment = this.beginsAt?.() ?? null;
    if (moment !== null) {
      await this.startWith(0, moment);
      return;
    }
    this.scheduled = [];
    this.scheduler.start();
    this.midi.start(this.loudspeaker.momentOf(this.scheduler.startTime));
  }

  /** Begins with a clock outside, which is at `quarter` at a moment of `performance.now()`. */
  async startWith(quarter: number, moment: number): Promise<void> {
    await this.loudspeaker.start();
    this.scheduled = [];
    this.scheduler.begin(this.loudspeaker.timeAt(moment), quarter);
    this.midi.start(moment);
  }

  /** Keeps to a clock outside; false where it has gone too far off to be caught up with. */
  follow(quarter: number, moment: number, beatsPerMinute: number): boolean {
    return this.scheduler.follow(quarter, this.loudspeaker.timeAt(moment), beatsPerMinute);
  }

  stop(): void {
    this.scheduler.stop();
    this.midi.stop();
    this.players.forEach((player) => player.kit?.choke());
  }

  panic(): void {
    this.stop();
    this.midi.panic(this.players.flatMap((player) => player.grid.drums.filter((row) => !row.role)));
  }

  /** Sounds one row now, for an edit or a mute that is taken off. */
  audition(drum: number, velocity: number, pitch?: number): void {
    const row = this.current.grid.drums[drum];
    if (row) {
      this.strikeNow(drum, velocity, { pitch: pitch ?? row.pitch, seconds: 0.2 });
      if (!row.role) {
        this.midi.strike(row, velocity, performance.now(), 100);
      }
    }
  }

  /** Sounds one row now and here, for a hand that plays along; what a hand sends over MIDI is not sent back. */
  strikeNow(drum: number, velocity: number, tone?: Tone): void {
    this.loudspeaker.wake();
    this.kitOf(this.current)?.strike(drum, this.loudspeaker.now, velocity, tone);
  }

  /** A click of the page's own, heard at a moment of `performance.now()`. */
  click(moment: number): void {
    this.loudspeaker.wake();
    const { mixer, now } = this.loudspeaker;
    if (mixer) {
      rim(mixer, Math.max(now, this.loudspeaker.timeAt(moment)), 0.9);
    }
  }

  /** The clock counts in steps that every open grid falls on. While it runs it only grows finer. */
  private count(): void {
    const grids = this.players.map((player) => player.grid.stepsPerQuarter);
    const steps = commonSteps(this.playing ? [this.stepsPerQuarter, ...grids] : grids);
    this.scheduler.refine(steps / this.stepsPerQuarter);
    this.stepsPerQuarter = steps;
  }

  private kitOf(player: Player): Kit | null {
    const { mixer } = this.loudspeaker;
    return (player.kit ??= mixer && new Kit(mixer, player.grid.drums));
  }

  private step(step: number, time: number, duration: number): void {
    this.midi.release(this.loudspeaker.momentOf(time) + releaseAhead);
    for (const player of this.players) {
      const times = this.stepsPerQuarter / player.grid.stepsPerQuarter;
      if (step % times === 0) {
        this.sound(player, step, step / times, time, duration * times);
      }
    }
    this.scheduled = this.scheduled.slice(-remembered);
  }

  private sound(player: Player, clockStep: number, step: number, time: number, duration: number): void {
    const struck = player.heard(step, time, duration, this.groove);
    struck.forEach((strike) => this.strike(player, strike, clockStep, duration));
    if (player === this.current) {
      this.listener.heard(step, struck.map((strike) => strike.hit));
      if (step % stepsPerBar(player.grid) === 0) {
        this.listener.bar(player.sequencer.take);
      }
    } else {
      this.listener.beside(player, step);
    }
  }

  private strike(player: Player, { hit, time, seconds }: Strike, step: number, duration: number): void {
    const { drum, velocity } = hit;
    const row = player.grid.drums[drum];
    if (!row) {
      return;
    }
    const pitch = hit.pitch ?? (row.role ? row.pitch : this.midi.noteOf(row));
    const channel = this.midi.channelOf(row);
    const at = this.loudspeaker.momentOf(time);
    const takeBack = this.kitOf(player)?.strike(drum, time, velocity, { pitch, seconds }) ?? (() => {});
    if (row.role) {
      this.midi.note(channel, pitch, velocity, at, seconds * 1000);
    } else {
      this.midi.strike(row, velocity, at, duration * 1000);
    }
    this.scheduled.push({ step, time, drum, velocity, pitch, channel, takeBack });
    this.listeners.forEach((listener) => listener({ name: row.name, channel, pitch, velocity, at, length: seconds * 1000 }));
  }
}
