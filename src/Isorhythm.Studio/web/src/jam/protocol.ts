/** A stroke as it travels: `velocity` 0..127, `offset` in steps, late is positive. */
export interface Note {
  readonly step: number;
  readonly drum: number;
  readonly velocity: number;
  readonly offset: number;
}

export type Phrase = readonly Note[];
export type Point = readonly [number, number, number];

/** One exchange: what the player played, what the machine answered, and where both lie. */
export interface Turn {
  readonly number: number;
  readonly notes: Phrase;
  readonly reply: Phrase;
  readonly human: Point;
  readonly machine: Point;
}

export interface Joined {
  readonly type: "joined";
  readonly session: string;
  readonly token: string | null;
  readonly model: string;
  readonly bpm: number;
  readonly bars: number;
  readonly steps: number;
  readonly stepsPerQuarter: number;
  readonly drums: readonly string[];
  readonly sigma: number;
  readonly drift: number;
  readonly cloud: readonly Point[];
  readonly turns: readonly Turn[];
}

export interface Reply {
  readonly type: "reply";
  readonly number: number;
  readonly notes: Phrase;
  readonly human: Point;
  readonly machine: Point;
  readonly milliseconds: number;
  readonly partial: boolean;
}

export type Heard =
  | Joined
  | Reply
  | ({ readonly type: "turn" } & Turn)
  | { readonly type: "error"; readonly message: string };

export type Said =
  | {
      readonly type: "join";
      readonly session: string;
      readonly model: string;
      readonly bpm: number;
      readonly bars: number;
      readonly token?: string;
      readonly watch?: boolean;
    }
  | { readonly type: "phrase"; readonly number: number; readonly notes: Phrase; readonly partial?: true }
  | { readonly type: "set"; readonly sigma: number; readonly drift: number }
  | { readonly type: "leave" };

type Fields = Readonly<Record<string, unknown>>;

/** What a message from the studio says; null where it says nothing that is understood. */
export function understood(message: unknown): Heard | null {
  if (!isFields(message)) {
    return null;
  }
  switch (message["type"]) {
    case "joined":
      return joined(message);
    case "reply":
      return { type: "reply", ...answer(message, "notes"), milliseconds: number(message["milliseconds"], 0), partial: message["partial"] === true };
    case "turn":
      return { type: "turn", ...turn(message) };
    case "error":
      return { type: "error", message: text(message["message"], "The studio could not do that.") };
    default:
      return null;
  }
}

function joined(message: Fields): Joined {
  return {
    type: "joined",
    session: text(message["session"], ""),
    token: typeof message["token"] === "string" ? message["token"] : null,
    model: text(message["model"], ""),
    bpm: number(message["bpm"], 120),
    bars: number(message["bars"], 2),
    steps: number(message["steps"], 32),
    stepsPerQuarter: number(message["stepsPerQuarter"], 4),
    drums: list(message["drums"]).map(String),
    sigma: number(message["sigma"], 0.5),
    drift: number(message["drift"], 0),
    cloud: list(message["cloud"]).map(point),
    turns: list(message["turns"]).filter(isFields).map(turn),
  };
}

function turn(message: Fields): Turn {
  return { ...answer(message, "notes"), reply: notes(message["reply"]) };
}

function answer(message: Fields, key: string): { number: number; notes: Phrase; human: Point; machine: Point } {
  return {
    number: number(message["number"], 0),
    notes: notes(message[key]),
    human: point(message["human"]),
    machine: point(message["machine"]),
  };
}

function notes(value: unknown): Phrase {
  return list(value).filter(isFields).map((note) => ({
    step: number(note["step"], 0),
    drum: number(note["drum"], 0),
    velocity: Math.min(127, Math.max(1, number(note["velocity"], 100))),
    offset: Math.min(0.5, Math.max(-0.5, number(note["offset"], 0))),
  })).filter((note) => note.step >= 0 && note.drum >= 0);
}

function point(value: unknown): Point {
  const [x, y, z] = list(value);
  return [number(x, 0), number(y, 0), number(z, 0)];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
