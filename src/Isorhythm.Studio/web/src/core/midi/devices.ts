/** A MIDI output as it is shown and remembered: identifiers may change between visits, names stay. */
export interface Device {
  readonly id: string;
  readonly label: string;
  readonly key: string;
}

export type MidiState =
  | { readonly kind: "asleep" }
  | { readonly kind: "unable"; readonly words: string }
  | { readonly kind: "ready"; readonly devices: readonly Device[]; readonly chosen: string | null };

export const noWebMidi =
  "This browser has no Web MIDI. Chrome, Edge or Firefox have it; saving MIDI files works everywhere.";
export const midiRefused =
  "The browser did not allow MIDI. Allow it beside the page's address, then press the button again.";

/** The computer's MIDI outputs: asked for once, on a button, and followed as they are plugged in and out. */
export class MidiDevices {
  private access: MIDIAccess | null = null;
  private wanted: string | null = null;
  private readonly changed: (state: MidiState, output: MIDIOutput | null) => void;

  constructor(changed: (state: MidiState, output: MIDIOutput | null) => void) {
    this.changed = changed;
  }

  /** `remembered` is the key of the device used last, if any. */
  async ask(remembered: string | null): Promise<void> {
    if (!("requestMIDIAccess" in navigator)) {
      this.changed({ kind: "unable", words: noWebMidi }, null);
      return;
    }
    try {
      this.access = await navigator.requestMIDIAccess();
    } catch {
      this.changed({ kind: "unable", words: midiRefused }, null);
      return;
    }
    this.wanted = remembered;
    this.access.addEventListener("statechange", () => this.tell());
    this.tell();
  }

  /** Null is silence. */
  choose(key: string | null): void {
    this.wanted = key;
    this.tell();
  }

  private tell(): void {
    const outputs = [...(this.access?.outputs.values() ?? [])].filter((output) => output.state === "connected");
    const devices = outputs.map(deviceOf);
    const index = devices.findIndex((device) => device.key === this.wanted);
    this.changed({ kind: "ready", devices, chosen: devices[index]?.key ?? null }, outputs[index] ?? null);
  }
}

function deviceOf(output: MIDIOutput): Device {
  const name = output.name ?? "Unnamed output";
  const maker = output.manufacturer ?? "";
  return { id: output.id, label: name, key: `${maker}/${name}` };
}
