import { type Grid, type Hit, sameGrid, stepsPerBar } from "./grid";
import { MidiPlayer } from "./midi/player";
import { Scheduler } from "./scheduler";
import { Sequencer, type When } from "./sequencer";
import { Kit } from "./sound/kit";
import { createMixer, type Mixer } from "./sound/mixer";
import type { Take } from "./take";

export interface Scheduled {
  readonly time: number;
  readonly drum: number;
  readonly velocity: number;
}

export interface PlaybackListener {
  /** A step was handed to the audio clock, with what of it is heard (mutes taken out). */
  heard(step: number, hits: readonly Hit[]): void;
  /** A bar begins, about a tenth of a second from now. */
  bar(take: Take | null): void;
}

const remembered = 400;

/** Everything that sounds: the clock, the kit and the MIDI output, started by a gesture as browsers require. */
export class Playback {
  readonly midi = new MidiPlayer();
  readonly scheduled: Scheduled[] = [];
  muted: readonly boolean[] = [];
  private readonly sequencer: Sequencer;
  private readonly scheduler: Scheduler;
  private context: AudioContext | null = null;
  private mixer: Mixer | null = null;
  private kit: Kit | null = null;
  private loudness = 0.8;

  constructor(
    private grid: Grid,
    private readonly listener: PlaybackListener,
  ) {
    this.sequencer = new Sequencer(grid);
    const playback = this;
    this.scheduler = new Scheduler(() => this.context?.currentTime ?? 0, {
      get stepsPerQuarter() {
        return playback.grid.stepsPerQuarter;
      },
      step: (step, time, duration) => this.step(step, time, duration),
      tick: (_, time) => this.midi.tick(this.midiTime(time)),
    });
    const ticker = new Worker(new URL("./ticker.worker.ts", import.meta.url), { type: "module" });
    ticker.onmessage = () => this.scheduler.pump();
  }

  get playing(): boolean {
    return this.scheduler.playing;
  }

  get take(): Take | null {
    return this.sequencer.take;
  }

  get isWaiting(): boolean {
    return this.playing && this.sequencer.isWaiting;
  }

  /** Quarters since the start as the ear hears them now; null when stopped. */
  get quarter(): number | null {
    if (!this.playing || !this.context) {
      return null;
    }
    return this.scheduler.quarterAt(this.context.currentTime - (this.context.outputLatency || 0));
  }

  set tempo(beatsPerMinute: number) {
    this.scheduler.tempo = beatsPerMinute;
  }

  set volume(value: number) {
    this.loudness = value;
    this.mixer?.master.gain.setTargetAtTime(value, this.mixer.context.currentTime, 0.02);
  }

  /** A space of the same grid lets the old take sound until the new one enters; another grid begins anew. */
  useGrid(grid: Grid): void {
    const goesOn = sameGrid(grid, this.grid);
    this.grid = grid;
    if (!goesOn) {
      this.sequencer.useGrid(grid);
      this.kit = this.mixer && new Kit(this.mixer, grid.drums);
      if (this.playing) {
        this.scheduler.start();
      }
    }
  }

  play(take: Take, when: When): void {
    this.sequencer.play(take, this.playing && this.sequencer.take ? when : "now");
  }

  /** Must be called from a gesture the first time. */
  async start(): Promise<void> {
    await resumed(this.wake());
    this.scheduler.start();
    this.midi.start(this.midiTime(this.scheduler.startTime));
  }

  stop(): void {
    this.scheduler.stop();
    this.midi.stop();
    this.kit?.choke();
  }

  panic(): void {
    this.stop();
    this.midi.panic(this.grid.drums.map((drum) => drum.pitch));
  }

  /** Sounds one drum now, for an edit or a mute that is taken off. */
  audition(drum: number, velocity: number): void {
    const context = this.wake();
    void context.resume();
    this.kit?.strike(drum, context.currentTime, velocity);
    this.midi.strike(this.grid.drums[drum]?.pitch ?? 0, velocity, performance.now(), 100);
  }

  /** Milliseconds between a sound's time and the loudspeaker, as far as the browser knows. */
  get latency(): number {
    return this.context ? (this.context.baseLatency + (this.context.outputLatency || 0)) * 1000 : 0;
  }

  private wake(): AudioContext {
    if (!this.context) {
      this.context = new AudioContext({ latencyHint: "interactive" });
      this.mixer = createMixer(this.context);
      this.mixer.master.gain.value = this.loudness;
      this.kit = new Kit(this.mixer, this.grid.drums);
    }
    return this.context;
  }

  private step(step: number, time: number, duration: number): void {
    const struck = this.sequencer.strikes(step, time, duration).filter(({ hit }) => !this.muted[hit.drum]);
    for (const strike of struck) {
      const { drum, velocity } = strike.hit;
      this.kit?.strike(drum, strike.time, velocity);
      this.midi.strike(this.grid.drums[drum]?.pitch ?? 0, velocity, this.midiTime(strike.time), duration * 1000);
      this.scheduled.push({ time: strike.time, drum, velocity });
    }
    this.scheduled.splice(0, this.scheduled.length - remembered);
    this.listener.heard(step, struck.map((strike) => strike.hit));
    if (step % stepsPerBar(this.grid) === 0) {
      this.listener.bar(this.sequencer.take);
    }
  }

  /** The moment of `performance.now()` when what is scheduled for `time` leaves the loudspeaker. */
  private midiTime(time: number): number {
    const stamp = this.context?.getOutputTimestamp?.();
    if (stamp?.contextTime && stamp.performanceTime) {
      return stamp.performanceTime + (time - stamp.contextTime) * 1000;
    }
    return performance.now() + (time - (this.context?.currentTime ?? 0)) * 1000;
  }
}

/** A browser without an output device never resumes, and never says so. */
async function resumed(context: AudioContext): Promise<void> {
  const silence = new Error("The browser gives no sound. Check that the computer has an output device, then press play again.");
  const patience = new Promise<never>((_, reject) => setTimeout(() => reject(silence), 3000));
  await Promise.race([context.resume(), patience]);
}
