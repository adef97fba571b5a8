import { afterEach, expect, it, vi } from "vitest";
import { midiRefused, type MidiState, noWebMidi } from "./devices";
import { FloodGate } from "./flood-gate";
import { MidiInputs, type Struck } from "./input";

const input = (id: string, name: string, state = "connected") => Object.assign(new EventTarget(), { id, name, manufacturer: "Acme", state });
type Input = ReturnType<typeof input>;
const message = (port: Input, data: number[], timeStamp = 1000): void => {
  const event = Object.assign(new Event("midimessage"), { data: Uint8Array.from(data) });
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  port.dispatchEvent(event);
};

function rig(inputs: Input[]) {
  const access = Object.assign(new EventTarget(), { inputs: new Map(inputs.map((i) => [i.id, i])) });
  vi.stubGlobal("navigator", { requestMIDIAccess: async () => access });
  const states: MidiState[] = [];
  const struck: Struck[] = [];
  const midi = new MidiInputs((state) => states.push(state), (stroke) => struck.push(stroke));
  return { access, midi, struck, last: () => states.at(-1) };
}

afterEach(() => vi.unstubAllGlobals());

it("hears the remembered input by its name and maker, on any channel, and no other", async () => {
  const [synth, kit] = [input("1", "Synth"), input("77", "Kit")];
  const { midi, struck } = rig([synth, kit]);
  await midi.ask("Acme/Kit");
  message(kit, [0x99, 38, 127]);
  message(kit, [0x93, 36, 64], 1200);
  message(synth, [0x99, 40, 127]);
  expect(struck).toEqual([{ pitch: 38, velocity: 1, at: 1000 }, { pitch: 36, velocity: 64 / 127, at: 1200 }]);
});

it("takes strokes only: no note off, no velocity 0, no clock", async () => {
  const kit = input("1", "Kit");
  const { midi, struck } = rig([kit]);
  await midi.ask(null);
  [[0x89, 38, 64], [0x99, 38, 0], [0xf8], [0xb9, 4, 90], []].forEach((data) => message(kit, data));
  expect(struck).toEqual([]);
});

it("follows plugging, and is heard once however often it came back", async () => {
  const kit = input("1", "Kit");
  const { access, midi, struck, last } = rig([kit]);
  await midi.ask("Acme/Kit");
  for (const state of ["disconnected", "connected", "disconnected", "connected"]) {
    kit.state = state;
    access.dispatchEvent(new Event("statechange"));
  }
  message(kit, [0x99, 38, 100]);
  expect(struck).toHaveLength(1);
  kit.state = "disconnected";
  access.dispatchEvent(new Event("statechange"));
  expect(last()).toMatchObject({ chosen: null, devices: [] });
});

it("bounds a flood to what hands can play, and hears again afterwards", () => {
  const gate = new FloodGate();
  let passed = 0;
  for (let i = 0; i < 20_000; i++) {
    passed += gate.opens(1000 + i / 10) ? 1 : 0;
  }
  expect(passed).toBeLessThanOrEqual(601);
  expect(gate.dropped).toBe(20_000 - passed);
  expect(gate.opens(4000)).toBe(true);
});

it("says in words that there is no Web MIDI, or that it was refused", async () => {
  vi.stubGlobal("navigator", {});
  const words: string[] = [];
  const midi = new MidiInputs((state) => words.push(state.kind === "unable" ? state.words : state.kind), () => undefined);
  await midi.ask(null);
  vi.stubGlobal("navigator", { requestMIDIAccess: () => Promise.reject(new DOMException("no", "SecurityError")) });
  await midi.ask(null);
  expect(words).toEqual([noWebMidi, midiRefused]);
});
