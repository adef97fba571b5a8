import "./about.css";
import { html, render, type TemplateResult } from "lit";
import type { Space } from "../core/api";
import { evaluationWire } from "../core/hub";
import type { App } from "../views/app";
import { type About, dateWords, evaluation, type EvaluationView, hear } from "./evaluation";

/** What is known of the space that is open: where it is from, what its training said, and, for whoever asks, how good it is. */
export function mountAbout(app: App, panel: HTMLElement, fail: (error: unknown) => void): void {
  let about: About = { report: null, running: null, words: "" };
  let shown: Space | null = null;

  const set = (part: Partial<About>): void => {
    about = { ...about, ...part };
    show();
  };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      fail(error);
    }
  };
  const load = async (): Promise<void> => {
    const model = app.store.state.model;
    if (model) {
      const report = await evaluation.about(model.name);
      if (app.store.state.model?.name === model.name) {
        set({ report, running: report.running });
      }
    }
  };
  const start = (model: Space): Promise<void> => attempt(() => evaluation.start(model.name));
  const stop = (): Promise<void> => attempt(() => evaluation.stop());
  const show = (): void => {
    const model = app.store.state.model;
    render(model ? html`${facts(model, about)}${answer(model, about, start, stop)}` : html``, panel);
  };

  evaluationWire.listen((view: EvaluationView) => {
    set(hear(about, view, shown?.name));
    if (view.state === "done") {
      void attempt(load);
      if (!panel.matches(":popover-open")) {
        app.store.set({ message: { kind: "note", words: `${view.sentence} Press "${app.store.state.model?.phrases ?? ""} phrases" at the top to read and hear it.` } });
      }
    }
  });
  app.store.watch(({ model }) => {
    if (model !== shown) {
      shown = model;
      about = { ...about, report: null, words: "" };
      show();
      void attempt(load);
    }
  });
  panel.addEventListener("toggle", (event) => {
    if (event.newState === "open") {
      void attempt(load);
    }
  });
}

function facts({ name, phrases, clips, credit }: Space, { report }: About): TemplateResult {
  return html`<h2>${name}</h2>
    <p class="quiet">${phrases} phrases of ${clips} ${clips === 1 ? "clip" : "clips"}</p>
    ${report?.verdict ? html`<p data-testid="verdict">${report.verdict}</p>` : ""}
    ${credit ? html`<p class="quiet">${credit}</p>` : ""}`;
}

function answer(
  model: Space,
  { report, running, words }: About,
  start: (model: Space) => Promise<void>,
  stop: () => Promise<void>,
): TemplateResult {
  if (running) {
    return html`<div class="measuring" data-testid="measuring">
      <p role="status">${running.name === model.name ? "" : `${running.name}: `}${running.sentence}</p>
      <progress max="1" .value=${running.share} aria-label="how much is measured"></progress>
      <button data-testid="measure-stop" @click=${() => void stop()}>Stop</button></div>`;
  }
  const made = report?.madeAt;
  return html`<div class="answer">
    ${made
      ? html`<a class="button primary" href=${report.url} target="_blank" rel="noopener" data-testid="report">How good is it?</a>
          <span class="quiet">answered ${dateWords(made)}</span>
          <button data-testid="measure-again" @click=${() => void start(model)}>again</button>`
      : html`<button class="primary" data-testid="measure" ?disabled=${!report} @click=${() => void start(model)}>How good is it?</button>
          <span class="quiet">measures it while the music plays on: what it remembers, whether it invents, how even its steps are, all to be heard</span>`}
    ${words ? html`<p role="alert">${words}</p>` : ""}</div>`;
}
