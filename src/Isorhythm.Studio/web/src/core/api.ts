import type { Grid, Pattern } from "./grid";

/** A space that the studio has. One that cannot be opened says why, and has no grid. */
export interface ModelSummary {
  readonly name: string;
  readonly recipe: string;
  readonly phrases: number;
  readonly clips: number;
  readonly trainedAt: string;
  readonly dimensions: number;
  readonly grid: Grid | null;
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
  readonly code: readonly number[];
}

/** The drawn plane: x and y run from -extent to +extent. */
export interface SpaceMap {
  readonly extent: number;
  readonly clips: readonly Clip[];
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

export interface ImportAnswer {
  readonly id: string;
  readonly report: ImportReport;
  readonly advice: string;
  readonly ready: boolean;
}

export interface ExportAnswer {
  readonly fileName: string;
  readonly url: string;
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
  state: (): Promise<StudioState> => json("api/state"),

  map: (model: string): Promise<SpaceMap> => json(`${modelPath(model)}/map`),

  /** How much the rhythm changes at each place, 0..1, row by row from the top (y = +extent), float32. */
  async change(model: string, size: number): Promise<Float32Array> {
    return floats(await request(`${modelPath(model)}/change?size=${size}`, {}));
  },

  /** Values laid out [feature][drum][step], float32. */
  async decode(model: string, place: Place, signal?: AbortSignal): Promise<Float32Array> {
    const query = place.code ? `code=${place.code.join(",")}` : `x=${place.x}&y=${place.y}`;
    return floats(await request(`${modelPath(model)}/decode?${query}`, signal ? { signal } : {}));
  },

  encode: (model: string, hits: Pattern): Promise<Required<Place>> => json(`${modelPath(model)}/encode`, post({ hits })),

  export: (model: string, name: string, tempo: number, patterns: readonly Pattern[]): Promise<ExportAnswer> =>
    json(`${modelPath(model)}/exports`, post({ name, tempo, patterns })),

  import(files: readonly { path: string; file: Blob }[]): Promise<ImportAnswer> {
    const body = new FormData();
    files.forEach(({ path, file }) => body.append("files", file, path));
    return json("api/imports", { method: "POST", body });
  },

  train: (importId: string, recipe: string, name: string): Promise<{ name: string }> =>
    json("api/trainings", post({ import: importId, recipe, name })),

  async stopTraining(): Promise<void> {
    await request("api/trainings", { method: "DELETE" });
  },
};

function modelPath(model: string): string {
  return `api/models/${encodeURIComponent(model)}`;
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
