import { memory } from "../core/memory";
import { MidiPort } from "../core/midi/port";
import type { Store } from "../core/store";
import { ClockIn } from "./clock-in";
import type { Follower } from "./follower";
import type { LinksState } from "./links-state";

const between = 100;
const remembered = "midi.clockInput";

/** The clock of a MIDI input, which the music follows. */
export class MidiClock {
  private readonly clock: ClockIn;
  private readonly port: MidiPort;
  private resting = false;

  constructor(
    private readonly links: Store<LinksState>,
    follower: Follower,
  ) {
    this.clock = new ClockIn(follower);
    this.port = new MidiPort((clock) => this.links.set({ clock }), (data, at) => this.clock.hear(data, at));
    setInterval(() => this.clock.watch(performance.now()), between);
  }

  async ask(): Promise<void> {
    await this.port.ask(memory.read<string>(remembered));
    this.rest(this.resting);
  }

  choose(key: string | null): void {
    memory.write(remembered, key);
    this.port.choose(key);
    this.links.set({ clockWords: key === null ? "" : "waits for a clock" });
  }

  /** Is not heard while another clock is followed: music can follow one. */
  rest(yes: boolean): void {
    if (yes !== this.resting) {
      this.links.set({ clockWords: "" });
    }
    this.resting = yes;
    if (this.links.state.clock.kind === "ready") {
      this.port.choose(yes ? null : memory.read<string>(remembered));
    }
  }
}
