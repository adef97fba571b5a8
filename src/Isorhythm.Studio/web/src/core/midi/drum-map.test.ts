import { describe, expect, it } from "vitest";
import { conflictIn, drumOf, notesUnder, pitchOf } from "./drum-map";

const kit = (...names: string[]) => names.map((name) => ({ name, pitch: 0 }));
const groove = kit("Kick", "Snare", "Closed hat", "Open hat", "Low tom", "Mid tom", "High tom", "Crash", "Ride");

describe("the drum map", () => {
  it("knows General MIDI and Roland's pads", () => {
    const drums = [36, 35, 38, 40, 37, 42, 22, 44, 46, 26, 43, 58, 45, 48, 49, 51].map((pitch) => drumOf(pitch, groove));
    expect(drums).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8]);
  });

  it("gives a rim and a clap to the kit that has them, and what a kit lacks to the nearest drum", () => {
    const other = kit("Kick", "Snare", "Closed hat", "Open hat", "Clap", "Rim");
    expect([37, 39, 49, 51].map((pitch) => drumOf(pitch, other))).toEqual([5, 4, 3, 5]);
  });

  it("says so when there is no drum for a note", () => {
    expect(drumOf(60, groove)).toBeNull();
    expect(drumOf(48, kit("Kick"))).toBeNull();
  });

  it("names the note that plays a drum", () => {
    expect(groove.map((drum) => pitchOf(drum.name))).toEqual([36, 38, 42, 46, 43, 47, 50, 49, 51]);
    expect(drumOf(pitchOf("Rim"), kit("Snare", "Rim"))).toBe(1);
  });

  it("keeps a drum that is mapped to its own notes, and the others as they were", () => {
    const map = { Snare: [38, 60] };
    expect([38, 60, 40, 37, 36].map((pitch) => drumOf(pitch, groove, map))).toEqual([1, 1, null, null, 0]);
    expect(notesUnder(map, groove)).toMatchObject({ Kick: [35, 36], Snare: [38, 60], "Closed hat": [22, 42, 44] });
  });

  it("tells of a note that two drums are given", () => {
    expect(conflictIn({ Kick: [36], Snare: [38] }, groove)).toBeNull();
    expect(conflictIn({ Kick: [36], Snare: [38, 36] }, groove)).toContain("Note 36 is given to Kick and to Snare");
  });
});
