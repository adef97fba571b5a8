import type { Drum } from "../grid";
import type { DrumNotes } from "./drum-presets";

interface Row {
  readonly name: string;
  readonly notesIn: readonly number[];
  readonly out: number | null;
}

const header = "drum,in,out";

/** A drum map as a file that a person can edit: JSON, or lines of `drum,in,out` with the notes in apart by spaces. */
export function drumFile(drums: readonly Drum[], { notesIn, notesOut }: DrumNotes, kind: "json" | "csv"): string {
  const rows = drums.map(({ name, pitch }) => ({ drum: name, in: notesIn[name] ?? [], out: notesOut[name] ?? pitch }));
  if (kind === "json") {
    return `${JSON.stringify({ drums: rows }, null, 2)}\n`;
  }
  const quoted = (name: string): string => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  return [header, ...rows.map((row) => `${quoted(row.drum)},${row.in.join(" ")},${row.out}`), ""].join("\n");
}

/** Reads such a file for a kit; what it says of drums that the kit has not is left out, and told. Throws an error with a sentence. */
export function readDrumFile(text: string, drums: readonly Drum[]): DrumNotes & { readonly unknown: readonly string[] } {
  const rows = text.trimStart().startsWith("{") ? rowsOfJson(text) : rowsOfCsv(text);
  const known = rows.flatMap((row) => {
    const drum = drums.find(({ name }) => name.toLowerCase() === row.name.toLowerCase());
    return drum ? [{ ...row, name: drum.name }] : [];
  });
  if (known.length === 0) {
    throw new Error(`The file names none of this kit's drums (${drums.map(({ name }) => name).join(", ")}): begin from a saved one.`);
  }
  const unknown = rows.filter((row) => !drums.some(({ name }) => name.toLowerCase() === row.name.toLowerCase()));
  return {
    notesIn: Object.fromEntries(known.map(({ name, notesIn }) => [name, notesIn])),
    notesOut: Object.fromEntries(known.flatMap(({ name, out }) => (out === null ? [] : [[name, out]]))),
    unknown: unknown.map(({ name }) => name),
  };
}

/** A person's list of notes, apart by spaces or commas; null where something in it is none. */
export function notesOf(words: string): readonly number[] | null {
  const notes = words.split(/[\s,;]+/).filter((word) => word !== "").map(noteOf);
  return notes.includes(null) ? null : [...new Set(notes as number[])];
}

function noteOf(word: string): number | null {
  return /^\d{1,3}$/.test(word) && Number(word) <= 127 ? Number(word) : null;
}

function rowsOfJson(text: string): Row[] {
  let rows: unknown;
  try {
    rows = (JSON.parse(text) as { drums?: unknown }).drums;
  } catch {
    throw new Error("The file is not whole JSON: save the map again, or take CSV.");
  }
  if (!Array.isArray(rows)) {
    throw new Error("The file has no list \"drums\": begin from a saved one.");
  }
  return rows.map((row: { drum?: unknown; in?: unknown; out?: unknown } | null) =>
    rowOf(String(row?.drum ?? ""), Array.isArray(row?.in) ? row.in.join(" ") : String(row?.in ?? ""), String(row?.out ?? "")),
  );
}

function rowsOfCsv(text: string): Row[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines[0]?.replace(/^\ufeff/, "").trim().toLowerCase() !== header) {
    throw new Error(`The file is no drum map: its first line must be ${header}.`);
  }
  return lines.slice(1).map((line) => {
    const parts = /^(?:"((?:[^"]|"")*)"|([^,]*)),([^,]*),([^,]*)$/.exec(line);
    if (!parts) {
      throw new Error(`The line "${line.slice(0, 40)}" is not drum,in,out: write the notes in apart by spaces.`);
    }
    return rowOf((parts[1]?.replaceAll('""', '"') ?? parts[2] ?? "").trim(), parts[3] ?? "", parts[4] ?? "");
  });
}

function rowOf(name: string, notes: string, out: string): Row {
  const notesIn = notesOf(notes);
  const pitch = out.trim() === "" ? null : noteOf(out.trim());
  if (!notesIn || (out.trim() !== "" && pitch === null)) {
    throw new Error(`What the file says of "${name.slice(0, 40)}" are not all notes: they are whole numbers from 0 to 127.`);
  }
  return { name, notesIn, out: pitch };
}
