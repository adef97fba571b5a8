import type { Grid, Pattern } from "./grid";
import type { Groove } from "./groove";
import type { Plane } from "./space/plane";
import { gridOf, type Note, notesOf, type Tracks } from "./tracks";

/** A space that the studio has. One that cannot be opened says why, and has no grid. One of notes has tracks, and a grid of their rows. */
export interface ModelSummary {
  readonly name: string;
  readonly recipe: string;
  readonly phrases: number;
  readonly clips: number;
  readonly trainedAt: string;
  readonly dimensions: number;
  readonly grid: Grid | null;
  readonly tracks: Tracks | null;
  readonly isFlat: boolean;
  readonly error: string | null;
  readonly credit: string | null;
}

/** A space that can be played. */
export interface Space extends ModelSummary {
  readonly grid: Grid;
}

export function isPlayable(model: ModelSummary): model is Space {
  return model.grid !== null && model.error === null;
}

export interface LossParts {
  readonly total: number;
}

export interface TrainingView {
  readonly name: string;
  readonly step: number;
  readonly steps: number;
  readonly seconds: number;
  readonly secondsLeft: number;
  readonly train: LossParts;
  readonly validation: LossParts | null;
  readonly sentence: string;
  readonly state: "running" | "done" | "failed" | "stopped";
}

export interface StudioState {
  readonly version: string;
  readonly models: readonly ModelSummary[];
  readonly training: TrainingView | null;
  readonly firstStart: boolean;
}

/** A training phrase on the map. */
export interface Clip {
  readonly name: string;
  readonly source: string;
  readonly phrase: number;
  readonly x: number;
  readonly y: number;
  readonly code?: ArrayLike<number>;
}

/** A direction that can be turned: how far the clips spread along it, and what is heard to change, with how sure that is (-1..1). */
export interface Axis {
  readonly direction: readonly number[];
  readonly middle: number;
  readonly deviation: number;
  readonly attribute: string | null;
  readonly correlation: number;
}

export interface Genre {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** The drawn plane, by the name that it was asked for: x and y run from -extent to +extent. */
export interface SpaceMap extends Plane {
  readonly plane: string;
  readonly extent: number;
  /** How far apart clips usually lie: half have another within `near`, nine in ten within `far`. */
  readonly spacing: { readonly near: number; readonly far: number };
  readonly attributes: readonly string[];
  readonly genres: readonly Genre[];
  readonly axes: readonly Axis[];
  readonly clips: readonly Clip[];
}

/** How nearly the map is drawn to scale. */
export interface Flatness {
  readonly variation: number;
  readonly words: string;
}

/** Lines of equal heard distance round a point: how far each lies from it, from the right over the top; null where it leaves the map. */
export interface Contours {
  readonly distance: number;
  readonly radii: readonly (readonly (number | null)[])[];
}

/** A place of the plane, with the whole code where it is known. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly code?: readonly number[];
}

export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

export interface ImportedFile {
  readonly path: string;
  readonly phrases: number;
  readonly reasons: readonly ReasonCount[];
}

export interface VoiceShare {
  readonly name: string;
  readonly share: number;
}

export interface ImportReport {
  readonly files: readonly ImportedFile[];
  readonly phrases: number;
  readonly seconds: number;
  readonly reasons: readonly ReasonCount[];
  readonly voices: readonly VoiceShare[];
}

/** What can be learned of dropped files. */
export interface Lesson {
  readonly recipe: string;
  readonly title: string;
  readonly hint: string;
}

/** What was found in dropped files for one of the lessons. */
export interface ImportAnswer {
  readonly id: string;
  readonly recipe: string;
  readonly lessons: readonly Lesson[];
  readonly report: ImportReport;
  readonly advice: string;
  readonly ready: boolean;
}

export interface ExportAnswer {
  readonly fileName: string;
  readonly url: string;
}

/** The folder that saved files lie in, the newest first. */
export interface Exports {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly url: string; readonly bytes: number; readonly savedAt: string }[];
}

/** A session of Ableton Link: its beat is a straight line through `beat` at `at`, milliseconds of the host's clock. */
export interface LinkSession {
  readonly peers: number;
  /** How many of the host's networks it is looked for on. */
  readonly networks: number;
  readonly beatsPerMinute: number;
  readonly beat: number;
  readonly at: number;
  /** The newest word on playing, which holds from a beat on; null where nobody has said one. */
  readonly playing: { readonly on: boolean; readonly beat: number; readonly word: number } | null;
}

/** Whether the studio takes part in Link; `error` says why not although it was asked to. */
export interface LinkState {
  readonly on: boolean;
  readonly error: string | null;
  readonly session: LinkSession | null;
  /** Packets that were not Link's. */
  readonly garbage: number;
}

/** How the OSC side of the studio stands: the counts are messages that were understood, packets that were not, and packets sent. */
export interface OscState {
  readonly on: boolean;
  readonly error: string | null;
  readonly in: string;
  readonly out: string;
  readonly wekinator: string;
  readonly received: number;
  readonly garbage: number;
  readonly unknown: string | null;
  readonly sent: number;
}

export interface OscAddress {
  readonly address: string;
  readonly arguments: string;
  readonly meaning: string;
}

export interface OscView {
  readonly state: OscState;
  readonly taken: readonly OscAddress[];
  readonly sent: readonly OscAddress[];
  readonly sentToWekinator: readonly OscAddress[];
}

/** What the studio said when it refused: one sentence for people. */
export class Refusal extends Error {}

/** The studio did not answer at all: it was stopped, or the cable is out. */
export class Unreachable extends Error {
  constructor() {
    super("The studio does not answer. What plays goes on; start the studio again and the page reconnects.");
  }
}

/** The studio's HTTP side. Every call throws `Refusal` or `Unreachable`. */
export const api = {
  async state(): Promise<StudioState> {
    const state = await json<StudioState>("api/state");
    return { ...state, models: state.models.map((model) => (model.tracks ? { ...model, grid: gridOf(model.tracks) } : model)) };
  },

  /** The map of a plane; the usual one where none is named. Another map of the space lends its codes, which are most of what is sent. */
  async map(model: string, plane = "", known?: SpaceMap): Promise<SpaceMap> {
    const query = known ? `?codes=false&plane=${encodeURIComponent(plane)}` : `?plane=${encodeURIComponent(plane)}`;
    const map = await json<SpaceMap & { codes: string | null }>(`${modelPath(model)}/map${query}`);
    const size = map.origin.length;
    const codes = map.codes === null ? null : floatsOf(map.codes);
    const codeOf = (i: number): ArrayLike<number> | undefined => codes?.subarray(i * size, (i + 1) * size) ?? known?.clips[i]?.code;
    return { ...map, clips: map.clips.map((clip, i) => withCode(clip, codeOf(i))) };
  },

  /** How much the rhythm changes at each place, 0..1, row by row from the top (y = +extent), float32. */
  async change(model: string, size: number, plane = ""): Promise<Float32Array> {
    return floats(await request(`${modelPath(model)}/change?size=${size}&plane=${encodeURIComponent(plane)}`, {}));
  },

  /** Values laid out [feature][drum][step], float32. */
  async decode(model: string, place: Place, signal?: AbortSignal): Promise<Float32Array> {
    return floats(await request(`${modelPath(model)}/decode?${query(place)}`, signal ? { signal } : {}));
  },

  /** The notes at a place of a space that has tracks: at temperature 0 the likeliest, else drawn, the same for one seed. */
  async notes(model: string, place: Place, temperature: number, seed: number): Promise<readonly Note[]> {
    return (await json<{ notes: readonly Note[] }>(`${modelPath(model)}/decode?${query(place)}&temperature=${temperature}&seed=${seed}`)).notes;
  },

  encode: (model: Space, pattern: Pattern): Promise<Required<Place>> => json(`${modelPath(model.name)}/encode`, post(musicOf(model, pattern))),

  /** A place somewhere in the space, or in a genre; another for each seed. */
  sample: (model: string, genre: string | null, seed: number): Promise<Required<Place>> =>
    json(`${modelPath(model)}/sample?seed=${seed}${genre === null ? "" : `&genre=${encodeURIComponent(genre)}`}`),

  /** Where a dropped file lies in a space. */
  find: (model: string, importId: string, path: string): Promise<Required<Place>> =>
    json(`${modelPath(model)}/find?import=${encodeURIComponent(importId)}&path=${encodeURIComponent(path)}`),

  contours: (model: string, place: Place, plane: string): Promise<Contours> =>
    json(`${modelPath(model)}/contours?${query(place)}&plane=${encodeURIComponent(plane)}`),

  flatness: (model: string): Promise<Flatness> => json(`${modelPath(model)}/flatness`),
  qualities: (model: string): Promise<readonly Axis[]> => json(`${modelPath(model)}/qualities`),

  export: (model: Space, name: string, how: { tempo: number; groove: Groove }, patterns: readonly Pattern[]): Promise<ExportAnswer> =>
    json(
      `${modelPath(model.name)}/exports`,
      post(model.tracks ? { name, ...how, notes: patterns.map((pattern) => notesOf(pattern, model.grid)) } : { name, ...how, patterns }),
    ),

  import(files: readonly { path: string; file: Blob }[]): Promise<ImportAnswer> {
    const body = new FormData();
    files.forEach(({ path, file }) => body.append("files", file, path));
    return json("api/imports", { method: "POST", body });
  },

  importFor: (importId: string, recipe: string): Promise<ImportAnswer> => json(`api/imports/${importId}?recipe=${encodeURIComponent(recipe)}`),

  train: (importId: string, recipe: string, name: string): Promise<{ name: string }> =>
    json("api/trainings", post({ import: importId, recipe, name })),

  exports: (): Promise<Exports> => json("api/exports"),

  osc: (): Promise<OscView> => json("api/osc"),
  link: (): Promise<LinkState> => json("api/link"),

  async stopTraining(): Promise<void> {
    await request("api/trainings", { method: "DELETE" });
  },
};

function modelPath(model: string): string {
  return `api/models/${encodeURIComponent(model)}`;
}

function query(place: Place): string {
  return place.code ? `code=${place.code.map((value) => Number(value.toPrecision(7))).join(",")}` : `x=${place.x}&y=${place.y}`;
}

function musicOf(model: Space, pattern: Pattern): { hits: Pattern } | { notes: Note[] } {
  return model.tracks ? { notes: notesOf(pattern, model.grid) } : { hits: pattern };
}

function withCode(clip: Clip, code: ArrayLike<number> | undefined): Clip {
  return code ? { ...clip, code } : clip;
}

/** Little-endian float32 in base 64. */
function floatsOf(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
}

async function floats(response: Response): Promise<Float32Array> {
  return new Float32Array(await response.arrayBuffer());
}

function post(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function json<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await request(path, init);
  return (await response.json()) as T;
}

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new Unreachable();
  }
  if (!response.ok) {
    throw new Refusal(await sentence(response));
  }
  return response;
}

async function sentence(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { error?: string };
  return body.error ?? `The studio answered ${response.status} ${response.statusText}.`;
}
