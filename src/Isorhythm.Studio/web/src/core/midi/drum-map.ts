import type { Drum } from "../grid";

/** The notes that strike each drum from an input, by the drum's name. Every name that is in it is mapped by it alone. */
export type NotesIn = Readonly<Record<string, readonly number[]>>;

/** The note that plays each drum on an output, by the drum's name. */
export type NotesOut = Readonly<Record<string, number>>;

/**
 * The notes of General MIDI's percussion and of Roland's pads (22 and 26: the hat's edge, 40 and 37: the snare's rim, 58: a
 * tom's rim, 44: the hat's pedal), each with the names of the drums that can take it, best first.
 */
const classes: readonly { readonly pitches: readonly number[]; readonly names: readonly RegExp[] }[] = [
  { pitches: [35, 36], names: [/kick|bass/] },
  { pitches: [38, 40], names: [/snare/] },
  { pitches: [37], names: [/rim|stick/, /snare/] },
  { pitches: [39], names: [/clap/, /snare/] },
  { pitches: [22, 42, 44], names: [/closed|pedal/, /hat/] },
  { pitches: [26, 46], names: [/open/, /hat/] },
  { pitches: [41, 43, 58], names: [/low.*tom|floor/, /tom/] },
  { pitches: [45, 47], names: [/mid.*tom/, /tom/] },
  { pitches: [48, 50], names: [/high.*tom|hi.*tom/, /tom/] },
  { pitches: [49, 52, 55, 57], names: [/crash|cymbal/, /open/] },
  { pitches: [51, 53, 59], names: [/ride/, /rim/, /closed|hat/] },
];

/** The drum of a kit that a MIDI note strikes; null where the kit has none for it. What a map has no word on is found by General MIDI. */
export function drumOf(pitch: number, drums: readonly Drum[], map: NotesIn = {}): number | null {
  const mapped = drums.findIndex((drum) => map[drum.name]?.includes(pitch));
  if (mapped >= 0) {
    return mapped;
  }
  const names = classes.find((group) => group.pitches.includes(pitch))?.names ?? [];
  const named = drums.map((drum) => (map[drum.name] ? "" : drum.name.toLowerCase()));
  const found = names.map((name) => named.findIndex((drum) => name.test(drum))).find((index) => index >= 0);
  return found ?? null;
}

/** The notes that strike each drum of a kit, as General MIDI and Roland have them. */
export function usualNotesIn(drums: readonly Drum[]): NotesIn {
  const pitches = classes.flatMap((group) => group.pitches).sort((a, b) => a - b);
  return Object.fromEntries(drums.map((drum, i) => [drum.name, pitches.filter((pitch) => drumOf(pitch, drums) === i)]));
}

/** General MIDI's note for a drum of this name. */
export function pitchOf(name: string): number {
  const lower = name.toLowerCase();
  const best = classes.find((group) => group.names[0]?.test(lower));
  return best ? (preferred.find((pitch) => best.pitches.includes(pitch)) ?? 37) : 37;
}

const preferred = [36, 38, 37, 39, 42, 46, 43, 47, 50, 49, 51];

/** All notes that strike each drum of a kit under a map, whether it names them or General MIDI does. */
export function notesUnder(map: NotesIn, drums: readonly Drum[]): NotesIn {
  const struck = Array.from({ length: 128 }, (_, pitch) => drumOf(pitch, drums, map));
  const others = (i: number): number[] => struck.flatMap((drum, pitch) => (drum === i ? [pitch] : []));
  return Object.fromEntries(drums.map((drum, i) => [drum.name, map[drum.name] ?? others(i)]));
}

/** What is odd about a map, in a sentence: a note that two drums are given. Null: nothing. */
export function conflictIn(map: NotesIn, drums: readonly Drum[]): string | null {
  const takers = (pitch: number): string[] => drums.filter(({ name }) => map[name]?.includes(pitch)).map(({ name }) => name);
  const pitch = drums.flatMap(({ name }) => map[name] ?? []).find((note) => takers(note).length > 1);
  if (pitch === undefined) {
    return null;
  }
  const [first = "", ...rest] = takers(pitch);
  return `Note ${pitch} is given to ${first} and to ${rest.join(" and ")}: it strikes ${first}. Take it out of one of them.`;
}
