import type { Axis, Contours, Flatness, ImportAnswer, ModelSummary, Place, Space, SpaceMap, TrainingView } from "./api";
import { type Groove, straight } from "./groove";
import type { Kept } from "./history";
import type { MidiState } from "./midi/devices";
import type { Moment } from "./moments";
import { emptyPad, type Pad } from "./pad";
import type { Looping, Path } from "./path";
import type { Take } from "./take";

export type ChangeAt = "bar" | "beat" | "step";

/** Words for the person who plays: an error has its own shape, and stays until it is closed or answered. */
export interface Message {
  readonly kind: "error" | "note";
  readonly words: string;
}

export interface CurvePoint {
  readonly step: number;
  readonly seconds: number;
  readonly train: number;
  readonly validation: number | null;
}

/** Everything that the page shows. */
export interface State {
  readonly connected: boolean;
  readonly loaded: boolean;
  readonly models: readonly ModelSummary[];
  readonly model: Space | null;
  /** The spaces that sound together, where there are several, and the one that is on the map. */
  readonly layers: readonly { readonly id: number; readonly name: string; readonly silent: boolean }[];
  readonly layer: number;
  readonly map: SpaceMap | null;
  /** How much the rhythm changes over the map, a square of rows; null until the studio has worked it out. */
  readonly change: Float32Array | null;

  /** How nearly the map is drawn to scale; null until it is known, or where it cannot be measured. */
  readonly flatness: Flatness | null;
  /** What the sound is like, as knobs: each turns one quality, as surely as it says; null until they are known. */
  readonly qualities: readonly Axis[] | null;
  /** Whether the knobs are the ways in which the clips differ most, named or not, and not the qualities. */
  readonly showsWays: boolean;
  /** Whether lines of equal heard distance are drawn round the head, and those that are, with the head they belong to. */
  readonly showsRings: boolean;
  readonly rings: { readonly at: Place; readonly contours: Contours } | null;
  /** The clips that have been chosen as corners of a plane so far, by their number; null when none are being chosen. */
  readonly corners: readonly number[] | null;

  readonly head: Place;
  /** What the head's code holds beside its point of the plane: all that other dimensions keep while the head moves. */
  readonly rest: readonly number[];
  readonly take: Take | null;
  /** What began to sound with the last bar; noise makes it another than the head's. */
  readonly heard: Take | null;
  /** The take is on the map but not yet in the ear: it enters with the next bar. */
  readonly waiting: boolean;
  readonly threshold: number;
  readonly density: readonly number[];
  readonly noise: number;
  /** Of notes: 0 plays the likeliest, more draws them, and `draw` says which of all draws. */
  readonly temperature: number;
  readonly draw: number;
  readonly muted: readonly boolean[];
  /** The rows whose strokes stay while the others follow the head. */
  readonly frozen: readonly boolean[];
  /** How far from the head a variation may lie, as a share of the clips' spread. */
  readonly radius: number;
  readonly groove: Groove;
  readonly changeAt: ChangeAt;

  readonly playing: boolean;
  readonly tempo: number;
  readonly volume: number;

  readonly history: readonly Kept<Moment>[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly snapshots: readonly (Take | null)[];
  readonly morph: number;
  /** Over how many bars the head travels to a snapshot that is recalled; 0 is at once. */
  readonly glideBars: number;
  readonly pad: Pad;
  readonly paths: readonly Path[];
  readonly looping: Looping | null;
  /** The next drag on the map is kept as a path. */
  readonly drawing: boolean;

  readonly midi: MidiState;
  readonly midiOffset: number;
  readonly midiClock: boolean;

  readonly recording: { readonly bars: number } | null;
  readonly import: ImportAnswer | null;
  readonly importing: boolean;
  readonly training: TrainingView | null;
  readonly curve: readonly CurvePoint[];
  readonly message: Message | null;
}

export const initialState: State = {
  connected: true,
  loaded: false,
  models: [],
  model: null,
  layers: [],
  layer: 0,
  map: null,
  change: null,
  flatness: null,
  qualities: null,
  showsWays: false,
  showsRings: true,
  rings: null,
  corners: null,
  head: { x: 0, y: 0 },
  rest: [],
  take: null,
  heard: null,
  waiting: false,
  threshold: 0.5,
  temperature: 0,
  draw: 1,
  density: [],
  noise: 0,
  muted: [],
  frozen: [],
  radius: 0.25,
  groove: straight,
  changeAt: "bar",
  playing: false,
  tempo: 120,
  volume: 0.8,
  history: [],
  canUndo: false,
  canRedo: false,
  snapshots: [],
  morph: 0,
  glideBars: 0,
  pad: emptyPad,
  paths: [],
  looping: null,
  drawing: false,
  midi: { kind: "asleep" },
  midiOffset: 0,
  midiClock: false,
  recording: null,
  import: null,
  importing: false,
  training: null,
  curve: [],
  message: null,
};
