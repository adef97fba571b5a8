import type { MidiState } from "../core/midi/devices";

/** What the button in the transport says. */
export function midiWords(midi: MidiState): string {
  if (midi.kind === "ready") {
    return midi.devices.find((device) => device.key === midi.chosen)?.label ?? "off";
  }
  return midi.kind === "unable" ? "not here" : "off";
}
