import { afterEach, expect, it, vi } from "vitest";
import { MidiDevices, midiRefused, type MidiState, noWebMidi } from "./devices";

const output = (id: string, name: string, state = "connected") => ({ id, name, manufacturer: "Acme", state });

function rig(outputs: ReturnType<typeof output>[]) {
  const access = Object.assign(new EventTarget(), { outputs: new Map(outputs.map((o) => [o.id, o])) });
  vi.stubGlobal("navigator", { requestMIDIAccess: async () => access });
  const seen: { state: MidiState; output: MIDIOutput | null }[] = [];
  const devices = new MidiDevices((state, chosen) => seen.push({ state, output: chosen }));
  return { access, devices, last: () => seen.at(-1) };
}

afterEach(() => vi.unstubAllGlobals());

it("finds the remembered device by its name and maker, whatever its identifier is today", async () => {
  const { devices, last } = rig([output("1", "Synth"), output("77", "Drum Box")]);
  await devices.ask("Acme/Drum Box");
  expect(last()?.output?.id).toBe("77");
});

it("stays silent until a device is chosen", async () => {
  const { devices, last } = rig([output("1", "Synth")]);
  await devices.ask(null);
  expect(last()?.output).toBeNull();
  devices.choose("Acme/Synth");
  expect(last()?.output?.id).toBe("1");
});

it("follows plugging: a device that goes falls silent, and sounds again when it is back", async () => {
  const { access, devices, last } = rig([output("1", "Synth")]);
  await devices.ask("Acme/Synth");
  access.outputs.set("1", output("1", "Synth", "disconnected"));
  access.dispatchEvent(new Event("statechange"));
  expect(last()).toMatchObject({ output: null, state: { devices: [] } });
  access.outputs.set("9", output("9", "Synth"));
  access.dispatchEvent(new Event("statechange"));
  expect(last()?.output?.id).toBe("9");
});

it("says in words that there is no Web MIDI, or that it was refused", async () => {
  vi.stubGlobal("navigator", {});
  const words: string[] = [];
  const devices = new MidiDevices((state) => words.push(state.kind === "unable" ? state.words : state.kind));
  await devices.ask(null);
  vi.stubGlobal("navigator", { requestMIDIAccess: () => Promise.reject(new DOMException("no", "SecurityError")) });
  await devices.ask(null);
  expect(words).toEqual([noWebMidi, midiRefused]);
});
