import { memory } from "../core/memory";
import { MidiPort } from "../core/midi/port";
import type { Playback } from "../core/playback";
import type { State } from "../core/state";
import type { Store } from "../core/store";
import { type Beat, ClockIn } from "./clock-in";
import type { LinksState } from "./links-state";

const between = 100;
const audible = 0.05;

type Followed = Pick<Playback, "playing" | "startWith" | "follow" | "stop" | "tempo">;

/** Lets the music follow the clock of a MIDI input: its tempo, its start and stop, and where it is. */
export class Follower {
  private readonly clock: ClockIn;
  private readonly port: MidiPort;
  private tempo = 0;
  private starting = false;

  constructor(
    private readonly store: Store<State>,
    private readonly links: Store<LinksState>,
    private readonly playback: Followed,
    private readonly fail: (error: unknown) => void,
  ) {
    this.clock = new ClockIn({
      beat: (beat) => this.follow(beat),
      started: (quarter, at) => void this.start(quarter, at),
      stopped: () => this.stop(),
      jumped: () => this.say("the clock jumped, and is followed from where it is now"),
      lost: () => this.lose(),
    });
    this.port = new MidiPort((clock) => this.links.set({ clock }), (data, at) => this.clock.hear(data, at));
    setInterval(() => this.clock.watch(performance.now()), between);
  }

  async ask(): Promise<void> {
    await this.port.ask(memory.read<string>("midi.clockInput"));
  }

  choose(key: string | null): void {
    memory.write("midi.clockInput", key);
    this.port.choose(key);
    this.say(key === null ? "" : "waits for a clock");
  }

  private follow({ quarter, at, beatsPerMinute }: Beat): void {
    this.take(beatsPerMinute);
    if (quarter === null || !this.playback.playing || this.starting) {
      return;
    }
    if (!this.playback.follow(quarter, at, beatsPerMinute)) {
      void this.start(quarter, at);
    }
  }

  /** The tempo is shown, and holds for whatever plays before the clock starts. */
  private take(beatsPerMinute: number): void {
    if (Math.abs(beatsPerMinute - this.tempo) >= audible) {
      this.tempo = beatsPerMinute;
      this.playback.tempo = beatsPerMinute;
      this.store.set({ tempo: beatsPerMinute });
      this.say(`follows at ${beatsPerMinute.toFixed(1)} bpm`);
    }
  }

  private async start(quarter: number, at: number): Promise<void> {
    if (this.starting) {
      return;
    }
    this.starting = true;
    try {
      await this.playback.startWith(quarter, at);
    } catch (error) {
      this.fail(error);
    }
    this.starting = false;
    this.store.set({ playing: this.playback.playing });
  }

  private stop(): void {
    this.playback.stop();
    this.playback.tempo = this.tempo;
    this.store.set({ playing: false });
    this.say("the clock stopped");
  }

  /** Nothing leans any more: the tempo is the clock's last. */
  private lose(): void {
    this.playback.tempo = this.tempo;
    const words = `The clock fell silent: the music goes on at ${this.tempo.toFixed(1)} bpm. Start the clock again, or choose none and set the tempo here.`;
    this.say(words);
    this.store.set({ message: { kind: "note", words } });
  }

  private say(clockWords: string): void {
    this.links.set({ clockWords });
  }
}
