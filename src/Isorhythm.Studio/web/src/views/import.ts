import { html, render, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { styleMap } from "lit/directives/style-map.js";
import type { ImportAnswer, ImportedFile } from "../core/api";
import type { App } from "./app";
import { icons } from "./icons";
import { markOf } from "./palette";

/** What was taken of the clips that were dropped, and what not and why; then a name, and the learning begins. */
export function mountImport(app: App, host: HTMLElement): void {
  host.dataset["testid"] = "import-report";
  let shown: ImportAnswer | null = null;
  app.store.watch(({ import: answer, training }) => {
    host.hidden = answer === null;
    if (answer === shown && answer === null) {
      return;
    }
    render(answer ? report(app, answer, training !== null) : html``, host);
    if (answer && answer.id !== shown?.id) {
      host.querySelector("h2")?.focus();
    }
    shown = answer;
  });
}

function report(app: App, answer: ImportAnswer, busy: boolean): TemplateResult {
  const { report: found, advice, ready, recipe, lessons } = answer;
  const start = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name");
    void app.studio.train(String(name).trim());
  };
  return html`<div class="section-head">
      <h2 tabindex="-1">Your clips</h2>
      <button class="icon" aria-label="close" title="close (Esc)" @click=${() => app.studio.closeImport()}>
        <svg viewBox="0 0 24 24"><path d=${icons.close} /></svg></button>
    </div>
    <div class="lesson">
      <label class="field">learn them as
        <select data-testid="lesson" aria-describedby="lesson-hint" @change=${(event: Event) => void app.studio.learnAs((event.target as HTMLSelectElement).value)}>
          ${lessons.map((lesson) => html`<option value=${lesson.recipe} .selected=${live(lesson.recipe === recipe)}>${lesson.title}</option>`)}</select></label>
      <p class="words" id="lesson-hint">${lessons.find((lesson) => lesson.recipe === recipe)?.hint}</p>
    </div>
    <p class="advice" role="status" data-testid="advice">${advice}</p>
    <form @submit=${start}>
      <label class="field">name of the space
        <input name="name" required maxlength="60" autocomplete="off" data-testid="import-name"
          .defaultValue=${nameFor(found.files)} /></label>
      <button class="primary" data-testid="train" ?disabled=${!ready || busy}
        title=${busy ? "another space is being learned" : "learn these clips"}>Learn these clips</button>
    </form>
    ${found.voices.length > 0 ? drums(found) : ""}
    ${found.reasons.length > 0 ? html`<h3>Left out</h3>
      <ul class="reasons">${found.reasons.map((r) => html`<li><b class="number">${r.count}</b> ${r.reason}</li>`)}</ul>` : ""}
    <h3>${found.files.length} ${found.files.length === 1 ? "file" : "files"}</h3>
    <ul class="files" tabindex="0" aria-label="files">${refusedFirst(found.files).map((file) => fileRow(app, file))}</ul>`;
}

function refusedFirst(files: readonly ImportedFile[]): ImportedFile[] {
  return [...files].sort((a, b) => Number(a.phrases > 0) - Number(b.phrases > 0));
}

function fileRow(app: App, file: ImportedFile): TemplateResult {
  const used = file.phrases > 0;
  const taken = `${file.phrases} ${file.phrases === 1 ? "phrase" : "phrases"}`;
  const reasons = file.reasons.map((r) => (r.count > 1 ? `${r.count} × ${r.reason}` : r.reason)).join("; ");
  return html`<li class=${used ? "used" : "refused"}>
    <span class="shape" aria-hidden="true">${used ? "●" : "✕"}</span>
    <span class="path" title=${file.path}><bdi>${file.path}</bdi></span>
    <span class="verdict">${used ? taken : "not used"}
      ${reasons ? html`<small>${used ? "left out: " : ""}${reasons}</small>` : ""}</span>
    <button class="find" data-testid="find" aria-label="find ${file.path} on the map" title="go to where it lies on the map" ?hidden=${!app.store.state.model}
      @click=${() => void app.studio.find(file.path)}>find</button></li>`;
}

function drums(found: ImportAnswer["report"]): TemplateResult {
  const most = Math.max(...found.voices.map((drum) => drum.share), 0.001);
  return html`<ul class="shares" aria-label="share of each voice">${found.voices.map((drum) => html`
    <li style=${styleMap({ "--drum": markOf({ name: drum.name, pitch: 0 }).colour, "--share": String(drum.share / most) })}>
      <span>${drum.name}</span><i></i><b class="number">${Math.round(drum.share * 100)}%</b></li>`)}</ul>`;
}

/** The folder that was dropped, or the first file, makes a fair first name. */
function nameFor(files: readonly ImportedFile[]): string {
  const first = files.find((file) => file.phrases > 0)?.path ?? "my clips";
  const [top = first, ...rest] = first.split("/");
  return rest.length > 0 ? top : "my clips";
}
