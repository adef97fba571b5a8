import { memory } from "../memory";
import type { State } from "../state";
import type { Store } from "../store";
import { MidiDevices } from "./devices";
import { drumMemory } from "./drum-memory";
import type { MidiPlayer } from "./player";

/** The choice of a MIDI output and how it is played, kept between visits: offset and drum notes belong to the output. */
export class MidiOut {
  private readonly devices: MidiDevices;

  constructor(
    private readonly store: Store<State>,
    readonly player: MidiPlayer,
  ) {
    this.devices = new MidiDevices((midi, output) => {
      if (output !== this.player.sink) {
        this.player.sink = output;
        this.player.hush();
      }
      const key = midi.kind === "ready" ? midi.chosen : null;
      const midiOffset = (key && memory.read<number>(offsetKey(key))) || 0;
      this.player.offset = midiOffset;
      this.player.notes = drumMemory.notesOut(key);
      this.store.set({ midi, midiOffset });
    });
    this.player.channels = memory.read<Record<string, number>>("midi.channels") ?? {};
    this.sendClock(memory.read<boolean>("midi.clock") ?? false);
    // A page that goes must not leave a synthesiser sounding.
    addEventListener("pagehide", () => this.player.stop());
  }

  /** The chosen output, while it is plugged in. */
  get key(): string | null {
    const { midi } = this.store.state;
    return midi.kind === "ready" ? midi.chosen : null;
  }

  async ask(): Promise<void> {
    await this.devices.ask(memory.read<string>("midi.device"));
  }

  choose(key: string | null): void {
    memory.write("midi.device", key);
    this.devices.choose(key);
  }

  /** Milliseconds; positive is later. */
  setOffset(milliseconds: number): void {
    const midiOffset = Math.min(500, Math.max(-500, Math.round(milliseconds)));
    this.player.offset = midiOffset;
    this.store.set({ midiOffset });
    if (this.key) {
      memory.write(offsetKey(this.key), midiOffset);
    }
  }

  /** `channel` is counted from 0. */
  setChannel(track: string, channel: number): void {
    this.player.channels = { ...this.player.channels, [track]: channel };
    memory.write("midi.channels", this.player.channels);
    this.store.set({});
  }

  sendClock(midiClock: boolean): void {
    this.player.sendsClock = midiClock;
    this.store.set({ midiClock });
    memory.write("midi.clock", midiClock);
  }
}

function offsetKey(device: string): string {
  return `midi.offset.${device}`;
}
