import { type MidiState, midiRefused, noWebMidi } from "./devices";

/** A key or a pad that was struck; `at` is in milliseconds of `performance.now()`, `velocity` 0..1. */
export interface Struck {
  readonly pitch: number;
  readonly velocity: number;
  readonly at: number;
}

/** No hands strike more often; a loose cable or a loop of cables does. */
const mostPerSecond = 200;

/** Lets through what hands can play, and drops a flood. */
export class FloodGate {
  private left = mostPerSecond;
  private last = 0;
  dropped = 0;

  opens(at: number): boolean {
    this.left = Math.min(mostPerSecond, this.left + (Math.max(0, at - this.last) * mostPerSecond) / 1000);
    this.last = Math.max(at, this.last);
    if (this.left < 1) {
      this.dropped++;
      return false;
    }
    this.left--;
    return true;
  }
}

const noteOn = 0x90;

/** The computer's MIDI inputs: asked for once, on a button, followed as they are plugged in and out; only the chosen one is heard, on any channel. */
export class MidiInputs {
  /** When the chosen input was last heard, in milliseconds of `performance.now()`. */
  lastHeard = -Infinity;
  readonly gate = new FloodGate();
  private access: MIDIAccess | null = null;
  private wanted: string | null = null;
  private open: MIDIInput | null = null;
  private readonly onMessage = (event: Event): void => this.hear(event as MIDIMessageEvent);

  constructor(
    private readonly changed: (state: MidiState) => void,
    private readonly struck: (struck: Struck) => void,
  ) {}

  /** `remembered` is the key of the input used last; without one, the first that is plugged in is taken: who asks wants to play. */
  async ask(remembered: string | null): Promise<void> {
    if (!("requestMIDIAccess" in navigator)) {
      this.changed({ kind: "unable", words: noWebMidi });
      return;
    }
    try {
      this.access = await navigator.requestMIDIAccess();
    } catch {
      this.changed({ kind: "unable", words: midiRefused });
      return;
    }
    this.wanted = remembered ?? this.inputs()[0]?.key ?? null;
    this.access.addEventListener("statechange", () => this.tell());
    this.tell();
  }

  /** Null is none. */
  choose(key: string | null): void {
    this.wanted = key;
    this.tell();
  }

  private inputs(): { key: string; label: string; id: string; input: MIDIInput }[] {
    return [...(this.access?.inputs.values() ?? [])]
      .filter((input) => input.state === "connected")
      .map((input) => {
        const label = input.name ?? "Unnamed input";
        return { id: input.id, label, key: `${input.manufacturer ?? ""}/${label}`, input };
      });
  }

  private tell(): void {
    const inputs = this.inputs();
    const chosen = inputs.find(({ key }) => key === this.wanted) ?? null;
    if (chosen?.input !== this.open) {
      this.open?.removeEventListener("midimessage", this.onMessage);
      chosen?.input.addEventListener("midimessage", this.onMessage);
      // A listener alone does not open a port; in some browsers only the handler property or this does.
      void chosen?.input.open?.();
      this.open = chosen?.input ?? null;
    }
    this.changed({ kind: "ready", devices: inputs.map(({ id, label, key }) => ({ id, label, key })), chosen: chosen?.key ?? null });
  }

  private hear(event: MIDIMessageEvent): void {
    const [status = 0, pitch = 0, velocity = 0] = event.data ?? [];
    if ((status & 0xf0) !== noteOn || velocity === 0) {
      return;
    }
    this.lastHeard = event.timeStamp;
    if (this.gate.opens(event.timeStamp)) {
      this.struck({ pitch, velocity: velocity / 127, at: event.timeStamp });
    }
  }
}
