import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Store } from "../core/store";
import { MidiPlayer } from "../core/midi/player";
import { Drums } from "./drums";
import { Hands } from "./hands";
import { initialLinks, type LinksState } from "./links-state";

const kit = [{ name: "Kick", pitch: 36 }, { name: "Snare", pitch: 38 }, { name: "Ride", pitch: 51 }];
const melody = { name: "melody", pitch: 60, role: "melody" as const };

async function rig() {
  const input = Object.assign(new EventTarget(), { id: "1", name: "Kit", manufacturer: "Acme", state: "connected" });
  const access = Object.assign(new EventTarget(), { inputs: new Map([["1", input]]) });
  vi.stubGlobal("navigator", { requestMIDIAccess: async () => access });
  const links = new Store<LinksState>(initialLinks);
  const drums = new Drums(links, new MidiPlayer(), () => kit);
  const struck: string[] = [];
  const turned: [string, number][] = [];
  const hands = new Hands(links, drums, {
    heard: () => undefined,
    rowOn: (channel) => (channel === 0 ? melody : null),
    strike: (row, _, pitch) => struck.push(`${row.name} ${pitch}`),
    turn: (id, share) => turned.push([id, share]),
    tap: () => false,
  });
  await hands.ask();
  const send = (data: number[], at = 1000): void => {
    const event = Object.assign(new Event("midimessage"), { data: Uint8Array.from(data) });
    Object.defineProperty(event, "timeStamp", { value: at });
    input.dispatchEvent(event);
  };
  return { links, drums, hands, struck, turned, send };
}

describe("a MIDI input in the studio", () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
  });
  afterEach(() => {
    kept.clear();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("strikes the kit by the drum map, and plays the melody on its channel", async () => {
    const { send, struck } = await rig();
    send([0x99, 36, 100]);
    send([0x90, 64, 100]);
    send([0x99, 36, 0]);
    send([0x89, 36, 64]);
    expect(struck).toEqual(["Kick 36", "melody 64"]);
  });

  it("shows a note that no drum takes, and never loses it again once it is given to one", async () => {
    const { links, drums, send, struck } = await rig();
    send([0x99, 60, 100]);
    expect(links.state.unmapped).toEqual([60]);
    drums.assign(60, "Snare");
    expect(links.state.unmapped).toEqual([]);
    send([0x99, 60, 100]);
    send([0x99, 38, 100]);
    expect(struck).toEqual(["Snare 60", "Snare 38"]);
  });

  it("learns a drum's pad by a stroke, taking the note from where it was", async () => {
    const { links, hands, send, struck } = await rig();
    hands.learn({ kind: "drum", id: "Ride" });
    send([0x99, 38, 100]);
    expect(links.state.learning).toBeNull();
    send([0x99, 38, 100]);
    expect(struck).toEqual(["Ride 38", "Ride 38"]);
    expect(links.state.notesIn["Snare"]).not.toContain(38);
  });

  it("learns a knob for a control, turns it, and remembers both for the device", async () => {
    const { hands, send, turned } = await rig();
    hands.learn({ kind: "control", id: "head.x" });
    send([0xb2, 21, 10]);
    vi.advanceTimersByTime(20);
    send([0xb2, 21, 127]);
    send([0xb3, 21, 64]);
    vi.advanceTimersByTime(20);
    expect(turned).toEqual([["head.x", 10 / 127], ["head.x", 1]]);
    const again = await rig();
    again.send([0xb2, 21, 0]);
    vi.advanceTimersByTime(20);
    expect(again.turned).toEqual([["head.x", 0]]);
  });

  it("bounds ten thousand messages a second, of knobs to their newest and of strokes to what hands play, and says so", async () => {
    const { links, hands, send, struck, turned } = await rig();
    hands.learn({ kind: "control", id: "noise" });
    send([0xb0, 1, 0]);
    vi.advanceTimersByTime(20);
    for (let i = 0; i < 10_000; i++) {
      send([0xb0, 1, i % 128], 2000 + i / 10);
      send([0x99, 36, 100], 2000 + i / 10);
    }
    vi.advanceTimersByTime(20);
    expect(turned).toEqual([["noise", 0], ["noise", (9_999 % 128) / 127]]);
    expect(struck.length).toBeLessThan(500);
    expect(links.state.dropped).toBeGreaterThan(0);
  });
});
