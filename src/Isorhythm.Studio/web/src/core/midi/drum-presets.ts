import type { Drum } from "../grid";
import { type NotesIn, type NotesOut, pitchOf, usualNotesIn } from "./drum-map";

/** What maps a kit's drums onto notes: in from pads, out to a sound module. */
export interface DrumNotes {
  readonly notesIn: NotesIn;
  readonly notesOut: NotesOut;
}

export interface DrumPreset {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  notes(drums: readonly Drum[]): DrumNotes;
}

type Kind = "kick" | "snare" | "openHat" | "closedHat" | "lowTom" | "highTom" | "midTom" | "clap" | "crash" | "rim" | "ride";

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/kick|bass/, "kick"],
  [/snare/, "snare"],
  [/open/, "openHat"],
  [/hat|pedal/, "closedHat"],
  [/low.*tom|floor/, "lowTom"],
  [/hi(gh)?.*tom/, "highTom"],
  [/tom/, "midTom"],
  [/clap/, "clap"],
  [/crash|cymbal/, "crash"],
  [/rim|stick/, "rim"],
  [/ride/, "ride"],
];

type Notes = Readonly<Record<Kind, readonly number[]>>;
type Out = Readonly<Record<Kind, number>>;

/** R-VAE's own two maps, with its claps for crashes and its rims for rides where a kit has those. */
const strict: Notes = {
  kick: [35, 36], snare: [38, 40], closedHat: [42], openHat: [44, 46], lowTom: [41, 45], midTom: [47, 48], highTom: [43, 50],
  clap: [39], crash: [49, 57], rim: [51, 52, 53, 59], ride: [51, 52, 53, 59],
};
const greedy: Notes = {
  kick: [35, 36],
  snare: [27, 28, 31, 32, 33, 34, 37, 38, 39, 40, 56, 65, 66, 75, 85],
  closedHat: [42, 44, 54, 68, 69, 70, 71, 73, 78, 80],
  openHat: [46, 67, 72, 74, 79, 81],
  lowTom: [29, 41, 45, 61, 64, 84],
  midTom: [47, 48, 60, 63, 77, 86, 87],
  highTom: [30, 43, 50, 62, 76, 83],
  clap: [49, 55, 57, 58], crash: [49, 55, 57, 58],
  rim: [51, 52, 53, 59, 82], ride: [51, 52, 53, 59, 82],
};
const device: Out = {
  kick: 36, snare: 38, closedHat: 42, openHat: 46, lowTom: 41, midTom: 45, highTom: 48, clap: 39, rim: 37, crash: 49, ride: 51,
};
/** Heads, rims and edges as Roland's modules send them. */
const roland: Notes = {
  kick: [36], snare: [38, 40, 37], closedHat: [42, 22, 44], openHat: [46, 26], lowTom: [43, 58, 41], midTom: [45, 47], highTom: [48, 50],
  clap: [39], crash: [49, 55, 57, 52], rim: [], ride: [51, 59, 53],
};
const rolandOut: Out = {
  kick: 36, snare: 38, closedHat: 42, openHat: 46, lowTom: 43, midTom: 45, highTom: 48, clap: 39, rim: 37, crash: 49, ride: 51,
};
const notInGeneralMidi = [22, 26, 58];

export const drumPresets: readonly DrumPreset[] = [
  {
    id: "gm",
    label: "General MIDI",
    words: "the notes of General MIDI's percussion, and no others",
    notes: (drums) => ({
      notesIn: mapped(usualNotesIn(drums), (notes) => notes.filter((note) => !notInGeneralMidi.includes(note))),
      notesOut: Object.fromEntries(drums.map((drum) => [drum.name, pitchOf(drum.name)])),
    }),
  },
  { id: "roland", label: "Roland", words: "heads, rims and edges of Roland's pads: 22 and 26 are the hat's, 40 and 37 the snare's, 58 a tom's", notes: of(roland, rolandOut) },
  { id: "strict", label: "strict", words: "R-VAE's strict map: few notes, each surely that drum", notes: of(strict, device) },
  { id: "greedy", label: "greedy", words: "R-VAE's greedy map: every note from 27 to 87 is some drum", notes: of(greedy, device) },
];

function of(notes: Notes, out: Out): DrumPreset["notes"] {
  return (drums) => {
    const known = drums.flatMap(({ name }) => {
      const kind = kinds.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
      return kind ? [{ name, kind }] : [];
    });
    return {
      notesIn: Object.fromEntries(known.map(({ name, kind }) => [name, notes[kind]])),
      notesOut: Object.fromEntries(known.map(({ name, kind }) => [name, out[kind]])),
    };
  };
}

function mapped(notes: NotesIn, change: (notes: readonly number[]) => readonly number[]): NotesIn {
  return Object.fromEntries(Object.entries(notes).map(([name, some]) => [name, change(some)]));
}
