import { Refusal, Unreachable } from "../core/api";

/** How an evaluation stands. */
export interface EvaluationView {
  readonly name: string;
  readonly share: number;
  readonly sentence: string;
  readonly state: "running" | "done" | "failed" | "stopped";
}

/** What is known of how good a space is. */
export interface ReportView {
  readonly verdict: string;
  readonly url: string;
  readonly madeAt: string | null;
  readonly running: EvaluationView | null;
}

/** What the panel shows. */
export interface About {
  readonly report: ReportView | null;
  readonly running: EvaluationView | null;
  /** Why there is no answer, in a sentence. */
  readonly words: string;
}

/** What the panel shows once it hears how an evaluation goes. Only the end of this space's own matters to it beyond that. */
export function hear(about: About, view: EvaluationView, shown: string | undefined): About {
  const isRunning = view.state === "running";
  const failed = view.state === "failed" && view.name === shown;
  return { ...about, running: isRunning ? view : null, words: failed ? view.sentence : isRunning ? "" : about.words };
}

/** When the answer was found, as people say it. */
export function dateWords(madeAt: string): string {
  return new Date(madeAt).toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

const reportPath = (model: string): string => `api/models/${encodeURIComponent(model)}/report`;

/** The studio's side of it. Every call throws `Refusal` or `Unreachable`. */
export const evaluation = {
  about: async (model: string): Promise<ReportView> => (await (await request(reportPath(model), "GET")).json()) as ReportView,
  start: (model: string): Promise<unknown> => request(reportPath(model), "POST"),
  stop: (): Promise<unknown> => request("api/evaluations", "DELETE"),
};

async function request(path: string, method: string): Promise<Response> {
  const response = await fetch(path, { method }).catch(() => {
    throw new Unreachable();
  });
  if (!response.ok) {
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    throw new Refusal(error ?? `The studio answered ${response.status} ${response.statusText}.`);
  }
  return response;
}
