import { memory } from "../memory";
import type { State } from "../state";
import type { Store } from "../store";
import { MidiDevices } from "./devices";
import type { MidiPlayer } from "./player";

/** The choice of a MIDI output and how it is played, kept between visits: the offset belongs to the output. */
export class MidiOut {
  private readonly devices: MidiDevices;

  constructor(
    private readonly store: Store<State>,
    private readonly player: MidiPlayer,
  ) {
    this.devices = new MidiDevices((midi, output) => {
      this.player.sink = output;
      const key = midi.kind === "ready" ? midi.chosen : null;
      const midiOffset = (key && memory.read<number>(`midi.offset.${key}`)) || 0;
      this.player.offset = midiOffset;
      this.store.set({ midi, midiOffset });
    });
    this.sendClock(memory.read<boolean>("midi.clock") ?? false);
  }

  async ask(): Promise<void> {
    await this.devices.ask(memory.read<string>("midi.device"));
  }

  choose(key: string | null): void {
    memory.write("midi.device", key);
    this.devices.choose(key);
  }

  /** Milliseconds; positive is later. */
  setOffset(midiOffset: number): void {
    this.player.offset = midiOffset;
    this.store.set({ midiOffset });
    const { midi } = this.store.state;
    if (midi.kind === "ready" && midi.chosen) {
      memory.write(`midi.offset.${midi.chosen}`, midiOffset);
    }
  }

  sendClock(midiClock: boolean): void {
    this.player.sendsClock = midiClock;
    this.store.set({ midiClock });
    memory.write("midi.clock", midiClock);
  }
}
