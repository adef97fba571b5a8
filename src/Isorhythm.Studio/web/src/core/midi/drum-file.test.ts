import { describe, expect, it } from "vitest";
import { drumFile, notesOf, readDrumFile } from "./drum-file";

const drums = [{ name: "Kick", pitch: 36 }, { name: 'Hat, "open"', pitch: 46 }, { name: "Ride", pitch: 51 }];
const map = { notesIn: { Kick: [36, 35], 'Hat, "open"': [46, 26], Ride: [] }, notesOut: { Kick: 60, 'Hat, "open"': 46, Ride: 51 } };

describe("a drum map's file", () => {
  it.each(["json", "csv"] as const)("reads back as it was saved, as %s", (kind) => {
    expect(readDrumFile(drumFile(drums, map, kind), drums)).toEqual({ ...map, unknown: [] });
  });

  it("is taken from an editor of another system, and for another kit as far as it fits", () => {
    const text = "\ufeffdrum,in,out\r\nkick,35 36,\r\nCowbell,56,56\r\n";
    expect(readDrumFile(text, drums)).toEqual({ notesIn: { Kick: [35, 36] }, notesOut: {}, unknown: ["Cowbell"] });
  });

  it.each([
    ["", "first line"],
    ["MThd", "first line"],
    ["{", "JSON"],
    ["{}", "drums"],
    ['{"drums":[null]}', "none of this kit's drums"],
    ['{"drums":[{"drum":"Kick","in":[36,"x"],"out":36}]}', "0 to 127"],
    ["drum,in,out\nKick,128,36", "0 to 127"],
    ["drum,in,out\nKick,36,-1", "0 to 127"],
    ["drum,in,out\nKick", "drum,in,out"],
    ["drum,in,out\nCowbell,1,1", "none of this kit's drums"],
  ])("refuses %j in a sentence", (text, words) => {
    expect(() => readDrumFile(text, drums)).toThrow(words);
  });

  it("takes a person's list of notes", () => {
    expect(notesOf(" 36, 35 36 ")).toEqual([36, 35]);
    expect(notesOf("")).toEqual([]);
    expect(["36 x", "128", "3.5", "-1"].map(notesOf)).toEqual([null, null, null, null]);
  });
});
