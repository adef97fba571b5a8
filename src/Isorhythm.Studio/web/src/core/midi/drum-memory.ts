import { memory } from "../memory";
import type { NotesIn, NotesOut } from "./drum-map";

const inKey = (device: string | null): string => `midi.drums.in.${device ?? ""}`;
const outKey = (device: string | null): string => `midi.drums.out.${device ?? ""}`;

/** The drum maps that this browser keeps, one for each input and each output, and one for when there is none. */
export const drumMemory = {
  notesIn: (device: string | null): NotesIn => memory.read<NotesIn>(inKey(device)) ?? {},
  notesOut: (device: string | null): NotesOut => memory.read<NotesOut>(outKey(device)) ?? {},
  keepIn: (device: string | null, notes: NotesIn): void => memory.write(inKey(device), notes),
  keepOut: (device: string | null, notes: NotesOut): void => memory.write(outKey(device), notes),
};
