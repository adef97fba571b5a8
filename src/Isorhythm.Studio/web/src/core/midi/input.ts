import type { MidiState } from "./devices";
import { FloodGate } from "./flood-gate";
import { MidiPort } from "./port";

/** A key or a pad that was struck; `at` is in milliseconds of `performance.now()`, `velocity` 0..1. */
export interface Struck {
  readonly pitch: number;
  readonly velocity: number;
  readonly at: number;
}

const noteOn = 0x90;

/** The strokes of a MIDI input, on any channel, a flood bounded. */
export class MidiInputs {
  /** When the chosen input was last heard, in milliseconds of `performance.now()`. */
  lastHeard = -Infinity;
  readonly gate = new FloodGate();
  private readonly port: MidiPort;

  constructor(
    changed: (state: MidiState) => void,
    private readonly struck: (struck: Struck) => void,
  ) {
    this.port = new MidiPort(changed, (data, at) => this.hear(data, at));
  }

  get key(): string | null {
    return this.port.key;
  }

  /** `remembered` is the key of the input used last; without one, the first that is plugged in is taken: who asks wants to play. */
  async ask(remembered: string | null): Promise<void> {
    await this.port.ask(remembered, "first");
  }

  /** Null is none. */
  choose(key: string | null): void {
    this.port.choose(key);
  }

  private hear([status = 0, pitch = 0, velocity = 0]: Uint8Array, at: number): void {
    if ((status & 0xf0) !== noteOn || velocity === 0) {
      return;
    }
    this.lastHeard = at;
    if (this.gate.opens(at)) {
      this.struck({ pitch, velocity: velocity / 127, at });
    }
  }
}
