import type { Exports, LinkState, OscView } from "../core/api";
import type { MidiState } from "../core/midi/devices";
import type { NotesIn, NotesOut } from "../core/midi/drum-map";

export type Tab = "out" | "in" | "drums" | "clock" | "osc" | "files";

/** A controller of a MIDI input; the channel is counted from 0. */
export interface Controller {
  readonly channel: number;
  readonly number: number;
}

/** What waits for the next message of a MIDI input: a control of the page, or a drum of the kit. */
export interface Learning {
  readonly kind: "control" | "drum";
  readonly id: string;
}

export type Calibration =
  | { readonly step: "asleep" }
  | { readonly step: "listening"; readonly to: "page" | "device"; readonly label: string; readonly taps: number }
  | { readonly step: "done"; readonly words: string };

/** Everything that the panel of connections shows beside the page's own state. */
export interface LinksState {
  readonly tab: Tab;
  /** The input that pads, keys and controllers are played on. */
  readonly input: MidiState;
  /** The input whose clock is followed. */
  readonly clock: MidiState;
  /** How that clock does. */
  readonly clockWords: string;
  readonly learning: Learning | null;
  /** By the names of controls. */
  readonly bindings: Readonly<Record<string, Controller>>;
  readonly notesIn: NotesIn;
  readonly notesOut: NotesOut;
  /** Notes that came and that no drum takes, the newest first. */
  readonly unmapped: readonly number[];
  /** What is odd about the drum map, or about a file that was to become one. */
  readonly mapWords: string;
  /** Messages that a flood has cost. */
  readonly dropped: number;
  /** Milliseconds that the page's sound is later than the browser says. */
  readonly delay: number;
  readonly calibration: Calibration;
  /** How Ableton Link stands; null until the studio has said. */
  readonly link: LinkState | null;
  /** Beats of a bar in Link. */
  readonly quantum: number;
  /** The music starts and stops with the Link session. */
  readonly together: boolean;
  readonly osc: OscView | null;
  readonly exports: Exports | null;
}

export const initialLinks: LinksState = {
  tab: "out",
  input: { kind: "asleep" },
  clock: { kind: "asleep" },
  clockWords: "",
  learning: null,
  bindings: {},
  notesIn: {},
  notesOut: {},
  unmapped: [],
  mapWords: "",
  dropped: 0,
  delay: 0,
  calibration: { step: "asleep" },
  link: null,
  quantum: 4,
  together: false,
  osc: null,
  exports: null,
};
