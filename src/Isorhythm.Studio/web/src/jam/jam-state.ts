import type { Drum } from "../core/grid";
import type { MidiState } from "../core/midi/devices";
import type { Message } from "../core/state";
import type { Source } from "./lean";
import type { Point, Turn } from "./protocol";

export type BarsOfTurn = 1 | 2 | 4;

/** Everything that the jam shows, but for what moves with the clock. */
export interface JamState {
  readonly open: boolean;
  readonly watching: boolean;
  readonly session: string;
  readonly connected: boolean;
  readonly joined: boolean;
  /** The studio did not let this page in: the session is somebody else's. */
  readonly refused: boolean;
  readonly model: string;
  readonly bpm: number;
  readonly bars: number;
  readonly stepsPerQuarter: number;
  readonly drums: readonly Drum[];
  readonly sigma: number;
  readonly drift: number;
  readonly running: boolean;
  readonly turns: readonly Turn[];
  readonly cloud: readonly Point[];
  readonly milliseconds: number | null;
  readonly lateAnswers: number;
  readonly message: Message | null;

  readonly clicks: boolean;
  /** Whether the page sounds the player's strokes; a drum module has its own sound. */
  readonly sounds: boolean;
  readonly input: MidiState;
  readonly latency: { readonly [source in Source]: number };
  readonly source: Source;
  readonly lean: number | null;
  readonly channel: number | null;

  readonly solid: boolean;
  readonly projecting: boolean;
}

const kit = ["Kick", "Snare", "Closed hat", "Open hat", "Low tom", "Mid tom", "High tom", "Crash", "Ride"];

export const initialJam: JamState = {
  open: false,
  watching: false,
  session: "",
  connected: true,
  joined: false,
  refused: false,
  model: "",
  bpm: 120,
  bars: 2,
  stepsPerQuarter: 4,
  drums: kit.map((name) => ({ name, pitch: 0 })),
  sigma: 0.5,
  drift: 0,
  running: false,
  turns: [],
  cloud: [],
  milliseconds: null,
  lateAnswers: 0,
  message: null,
  clicks: true,
  sounds: true,
  input: { kind: "asleep" },
  latency: { keys: 12, pads: 18, midi: 5 },
  source: "keys",
  lean: null,
  channel: null,
  solid: false,
  projecting: false,
};
