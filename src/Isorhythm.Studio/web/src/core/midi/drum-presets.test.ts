import { describe, expect, it } from "vitest";
import { drumOf } from "./drum-map";
import { drumPresets } from "./drum-presets";

const kit = (...names: string[]) => names.map((name) => ({ name, pitch: 0 }));
const nine = kit("Kick", "Snare", "Closed hat", "Open hat", "Low tom", "Mid tom", "High tom", "Clap", "Rim");
const groove = kit("Kick", "Snare", "Closed hat", "Open hat", "Low tom", "Mid tom", "High tom", "Crash", "Ride");
const preset = (id: string, drums = groove) => {
  const { notesIn, notesOut } = drumPresets.find((one) => one.id === id)!.notes(drums);
  return { struck: (pitch: number) => drumOf(pitch, drums, notesIn), out: drums.map(({ name }) => notesOut[name]) };
};

describe("presets of the drum map", () => {
  it("greedy gives every note from 27 to 87 to a drum", () => {
    for (const drums of [nine, groove]) {
      const { struck } = preset("greedy", drums);
      const lost = Array.from({ length: 61 }, (_, i) => i + 27).filter((pitch) => struck(pitch) === null);
      expect(lost).toEqual([]);
    }
    expect(preset("greedy", nine).struck(39)).toBe(1);
  });

  it("strict takes only what is surely that drum, and plays R-VAE's notes", () => {
    const { struck, out } = preset("strict", nine);
    expect([35, 40, 42, 44, 45, 47, 43, 39, 59].map(struck)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect([22, 37, 58, 60].map(struck)).toEqual([null, null, null, null]);
    expect(out).toEqual([36, 38, 42, 46, 41, 45, 48, 39, 37]);
  });

  it("Roland's rims and edges strike their own drum", () => {
    expect([36, 38, 40, 37, 42, 22, 44, 46, 26, 43, 58, 45, 48, 49, 51].map(preset("roland").struck)).toEqual([0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8]);
  });

  it("General MIDI leaves alone the notes that it does not have", () => {
    const { struck, out } = preset("gm");
    expect([22, 26, 58].map(struck)).toEqual([null, null, null]);
    expect(struck(44)).toBe(2);
    expect(out).toEqual([36, 38, 42, 46, 43, 47, 50, 49, 51]);
  });
});
