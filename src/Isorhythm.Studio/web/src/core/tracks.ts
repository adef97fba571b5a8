import { byStepThenDrum, type Drum, type Grid, type Pattern, type Role } from "./grid";

/** A track of a space of notes. One of drums is shown in a row a drum. */
export interface Track {
  readonly name: string;
  readonly isDrums: boolean;
  readonly lowest: number;
  readonly highest: number;
  readonly drums: readonly { readonly name: string; readonly pitch: number }[];
}

/** What a space of notes holds. */
export interface Tracks {
  readonly stepsPerQuarter: number;
  readonly stepsPerBar: number;
  readonly bars: number;
  readonly tracks: readonly Track[];
}

/** A note as the studio reads and writes it; `drum` is the row of a drum within its track. */
export interface Note {
  readonly track: number;
  readonly step: number;
  readonly length: number;
  readonly pitch: number;
  readonly velocity: number;
  readonly drum?: number | null;
}

/** The rows that the tracks are played and shown in: one a melody, one a drum. Melodies first: the ear follows them. */
export function gridOf({ stepsPerQuarter, stepsPerBar, bars, tracks }: Tracks): Grid {
  const rows = tracks.flatMap((track, i): Drum[] =>
    track.isDrums
      ? track.drums.map((drum) => ({ ...drum, track: i, part: track.name }))
      : [{ name: track.name, pitch: 60, track: i, part: track.name, role: roleOf(track.name) }],
  );
  return {
    stepsPerQuarter,
    quarters: (stepsPerBar * bars) / stepsPerQuarter,
    quartersPerBar: stepsPerBar / stepsPerQuarter,
    drums: [...rows.filter((row) => row.role), ...rows.filter((row) => !row.role)],
    features: [],
  };
}

/** The notes as strokes and bars in the rows of their grid. */
export function patternOf(notes: readonly Note[], grid: Grid): Pattern {
  const hits = notes.flatMap((note) => {
    const rows = grid.drums.flatMap((row, i) => (row.track === note.track ? [i] : []));
    const drum = rows[note.drum ?? 0];
    const { step, velocity, length, pitch } = note;
    return drum === undefined ? [] : [{ step, drum, velocity, offset: 0, length, pitch }];
  });
  return hits.sort(byStepThenDrum).filter((hit, i, all) => hit.step !== all[i - 1]?.step || hit.drum !== all[i - 1]?.drum);
}

/** The pattern as notes of the tracks that its rows belong to. */
export function notesOf(pattern: Pattern, grid: Grid): Note[] {
  return pattern.flatMap(({ step, drum, velocity, length = 1, pitch }) => {
    const row = grid.drums[drum];
    return row?.track === undefined ? [] : [{ track: row.track, step, length, pitch: pitch ?? row.pitch, velocity }];
  });
}

/** A part that is muted as a whole: a track, or, where there are no tracks, a drum. */
export interface Part {
  readonly name: string;
  readonly rows: readonly number[];
}

export function partsOf(grid: Grid): Part[] {
  const parts = new Map<string, number[]>();
  grid.drums.forEach(({ name, part }, i) => {
    const key = part ?? `${i} ${name}`;
    parts.set(key, [...(parts.get(key) ?? []), i]);
  });
  return [...parts.values()].map((rows) => {
    const first = grid.drums[rows[0] ?? 0];
    return { name: first?.part ?? first?.name ?? "", rows };
  });
}

function roleOf(name: string): Role {
  return name === "bass" ? "bass" : name === "guitar" || name === "piano" ? "keys" : name === "strings" ? "strings" : "melody";
}
