import type { Playback } from "../core/playback";
import type { State } from "../core/state";
import type { Store } from "../core/store";
import type { Beat, ClockListener } from "./clock-in";

const audible = 0.05;

export type Followed = Pick<Playback, "playing" | "startWith" | "follow" | "stop" | "tempo">;

/** Lets the music follow a clock outside: its tempo, its start and stop, and where it is. */
export class Follower implements ClockListener {
  private tempo = 0;
  private starting = false;

  /** `say` tells how the clock does, in a sentence. */
  constructor(
    private readonly store: Store<State>,
    private readonly playback: Followed,
    private readonly say: (words: string) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  beat({ quarter, at, beatsPerMinute }: Beat): void {
    this.take(beatsPerMinute);
    if (quarter === null || !this.playback.playing || this.starting) {
      return;
    }
    if (!this.playback.follow(quarter, at, beatsPerMinute)) {
      this.started(quarter, at);
    }
  }

  started(quarter: number, at: number): void {
    void this.start(quarter, at);
  }

  stopped(): void {
    this.playback.stop();
    this.playback.tempo = this.tempo;
    this.store.set({ playing: false });
    this.say("the clock stopped");
  }

  jumped(): void {
    this.say("the clock jumped, and is followed from where it is now");
  }

  lost(): void {
    this.leave();
    const words = `The clock fell silent: the music goes on at ${this.tempo.toFixed(1)} bpm. Start the clock again, or choose none and set the tempo here.`;
    this.say(words);
    this.store.set({ message: { kind: "note", words } });
  }

  /** Nothing leans any more: the tempo is the clock's last, and the next clock is taken up anew. */
  leave(): void {
    if (this.tempo > 0) {
      this.playback.tempo = this.tempo;
    }
  }

  /** The tempo is shown, and holds for whatever plays before the clock starts. */
  private take(beatsPerMinute: number): void {
    if (Math.abs(beatsPerMinute - this.tempo) >= audible || Math.abs(beatsPerMinute - this.store.state.tempo) >= audible) {
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
}
