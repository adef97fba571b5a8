import { type MidiState, midiRefused, noWebMidi } from "./devices";

/** One of the computer's MIDI inputs: asked for on a button, followed as it is plugged in and out; only the chosen one is heard. */
export class MidiPort {
  private access: MIDIAccess | null = null;
  private wanted: string | null = null;
  private open: MIDIInput | null = null;
  private readonly onMessage = (event: Event): void => {
    const { data, timeStamp } = event as MIDIMessageEvent;
    if (data && data.length > 0) {
      this.heard(data, timeStamp);
    }
  };

  /** `heard` gets every message of the chosen input, with its time in milliseconds of `performance.now()`. */
  constructor(
    private readonly changed: (state: MidiState) => void,
    private readonly heard: (data: Uint8Array, at: number) => void,
  ) {}

  /** The chosen input, while it is plugged in. */
  get key(): string | null {
    return this.open && keyOf(this.open);
  }

  /** `remembered` is the key of the input used last, if any; without one, none is heard, or the first that is plugged in. */
  async ask(remembered: string | null, otherwise: "none" | "first" = "none"): Promise<void> {
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
    const first = this.inputs()[0];
    this.wanted = remembered ?? (otherwise === "first" && first ? keyOf(first) : null);
    this.access.addEventListener("statechange", () => this.tell());
    this.tell();
  }

  /** Null is none. */
  choose(key: string | null): void {
    this.wanted = key;
    this.tell();
  }

  private inputs(): MIDIInput[] {
    return [...(this.access?.inputs.values() ?? [])].filter((input) => input.state === "connected");
  }

  private tell(): void {
    const inputs = this.inputs();
    const chosen = inputs.find((input) => keyOf(input) === this.wanted) ?? null;
    if (chosen !== this.open) {
      this.open?.removeEventListener("midimessage", this.onMessage);
      chosen?.addEventListener("midimessage", this.onMessage);
      // A listener alone does not open a port; in some browsers only the handler property or this does.
      void chosen?.open?.();
      this.open = chosen;
    }
    const devices = inputs.map((input) => ({ id: input.id, label: labelOf(input), key: keyOf(input) }));
    this.changed({ kind: "ready", devices, chosen: this.key });
  }
}

function labelOf(input: MIDIInput): string {
  return input.name ?? "Unnamed input";
}

function keyOf(input: MIDIInput): string {
  return `${input.manufacturer ?? ""}/${labelOf(input)}`;
}
