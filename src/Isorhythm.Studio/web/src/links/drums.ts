import type { Drum } from "../core/grid";
import { drumFile, readDrumFile } from "../core/midi/drum-file";
import { conflictIn, drumOf, notesUnder } from "../core/midi/drum-map";
import { drumMemory } from "../core/midi/drum-memory";
import type { DrumNotes, DrumPreset } from "../core/midi/drum-presets";
import type { MidiPlayer } from "../core/midi/player";
import type { Store } from "../core/store";
import type { LinksState } from "./links-state";

const mostUnmapped = 8;

/** The drum map as a person edits it: of the chosen input and of the chosen output, kept for each of them. */
export class Drums {
  private input: string | null = null;
  private output: string | null = null;

  constructor(
    private readonly store: Store<LinksState>,
    private readonly player: MidiPlayer,
    private readonly kit: () => readonly Drum[],
  ) {
    this.useInput(null);
    this.useOutput(null);
  }

  useInput(device: string | null): void {
    this.input = device;
    this.store.set({ notesIn: drumMemory.notesIn(device), unmapped: [], mapWords: "" });
  }

  useOutput(device: string | null): void {
    this.output = device;
    this.player.notes = drumMemory.notesOut(device);
    this.store.set({ notesOut: this.player.notes });
  }

  /** The drum that a note strikes. One that strikes none is kept, so that it can be given to one. */
  struckBy(pitch: number): Drum | null {
    const { notesIn, unmapped } = this.store.state;
    const drum = this.kit()[drumOf(pitch, this.kit(), notesIn) ?? -1] ?? null;
    if (drum === null && unmapped[0] !== pitch) {
      this.store.set({ unmapped: [pitch, ...unmapped.filter((other) => other !== pitch)].slice(0, mostUnmapped) });
    }
    return drum;
  }

  /** The notes of every drum as they are played, changed or not. */
  get shown(): DrumNotes {
    const { notesIn, notesOut } = this.store.state;
    const usual = this.kit().map((drum) => [drum.name, notesOut[drum.name] ?? drum.pitch] as const);
    return { notesIn: notesUnder(notesIn, this.kit()), notesOut: Object.fromEntries(usual) };
  }

  setIn(drum: string, notes: readonly number[]): void {
    this.keepIn({ ...this.store.state.notesIn, [drum]: notes });
  }

  /** Gives a note to a drum, and takes it from any other. */
  assign(pitch: number, drum: string): void {
    const { notesIn } = this.shown;
    const without = Object.entries(notesIn).filter(([name, notes]) => name !== drum && notes.includes(pitch));
    this.keepIn({
      ...this.store.state.notesIn,
      ...Object.fromEntries(without.map(([name, notes]) => [name, notes.filter((note) => note !== pitch)])),
      [drum]: [...(notesIn[drum] ?? []).filter((note) => note !== pitch), pitch],
    });
  }

  setOut(drum: string, note: number): void {
    this.keepOut({ ...this.store.state.notesOut, [drum]: note });
  }

  use(preset: DrumPreset): void {
    const { notesIn, notesOut } = preset.notes(this.kit());
    this.keepIn(notesIn);
    this.keepOut(notesOut);
  }

  /** As it was before anybody changed it. */
  reset(): void {
    this.keepIn({});
    this.keepOut({});
  }

  fileOf(kind: "json" | "csv"): string {
    return drumFile(this.kit(), this.shown, kind);
  }

  read(text: string): void {
    try {
      const { notesIn, notesOut, unknown } = readDrumFile(text, this.kit());
      this.keepIn({ ...this.store.state.notesIn, ...notesIn });
      this.keepOut({ ...this.store.state.notesOut, ...notesOut });
      if (unknown.length > 0) {
        this.store.set({ mapWords: `Taken, but for ${unknown.join(", ")}: this kit has no such drum.` });
      }
    } catch (error) {
      this.store.set({ mapWords: error instanceof Error ? error.message : String(error) });
    }
  }

  private keepIn(notesIn: LinksState["notesIn"]): void {
    const unmapped = this.store.state.unmapped.filter((pitch) => drumOf(pitch, this.kit(), notesIn) === null);
    this.store.set({ notesIn, unmapped, mapWords: conflictIn(notesIn, this.kit()) ?? "" });
    drumMemory.keepIn(this.input, notesIn);
  }

  private keepOut(notesOut: LinksState["notesOut"]): void {
    this.player.notes = notesOut;
    this.store.set({ notesOut });
    drumMemory.keepOut(this.output, notesOut);
  }
}
