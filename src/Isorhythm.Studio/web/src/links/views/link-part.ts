import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { isPlayable } from "../link";
import type { Links } from "../links";
import type { LinksState } from "../links-state";
import { numberOf } from "./parts";

/** Ableton Link: on or off, who is there, how fast, and where its bars begin. */
export function linkPart(links: Links, { link, quantum, together }: LinksState): TemplateResult {
  const on = link?.on ?? false;
  return html`<section class="link" aria-labelledby="link-title"><label class="check"><input type="checkbox" .checked=${live(on)} ?disabled=${link === null} data-testid="link-on"
      @change=${(event: Event) => links.link.switch((event.target as HTMLInputElement).checked)} /> <span id="link-title">Ableton Link</span></label>
    ${link?.error ? html`<p class="words odd" role="alert" data-testid="link-error"><span class="shape" aria-hidden="true">!</span>${link.error}</p>`
      : html`<p class="words" role="status" data-testid="link-words">${wordsOf(link)}</p>`}
    ${on ? html`<div class="beats" data-testid="link-beats" aria-hidden="true">${Array.from({ length: quantum }, () => html`<i></i>`)}</div>
      <dl class="facts"><div><dt>tempo</dt><dd class="number" data-testid="link-tempo">${link?.session?.beatsPerMinute.toFixed(1)} bpm</dd></div>
        <div><dt>others</dt><dd class="number" data-testid="link-peers">${link?.session?.peers}</dd></div></dl>
      <label class="field">beats in a bar <input type="number" min="1" max="16" step="1" .value=${live(String(quantum))} data-testid="link-quantum"
        @change=${(event: Event) => links.link.setQuantum(numberOf(event))} /></label>
      <label class="check"><input type="checkbox" .checked=${live(together)} data-testid="link-together"
        @change=${(event: Event) => links.link.setTogether((event.target as HTMLInputElement).checked)} /> start and stop together</label>` : ""}
    ${link && link.garbage > 0 ? html`<p class="words" data-testid="link-garbage">${link.garbage === 1 ? "One packet was" : `${link.garbage} packets were`} not Link's and left out: something else sends to its port.</p>` : ""}</section>`;
}

function wordsOf(link: LinksState["link"]): string {
  const { session } = link ?? {};
  if (!session) {
    return "Plays in time with Live and other programs in this network: one tempo, and bars that begin together.";
  }
  if (session.networks === 0) {
    return "No network is up, so nobody can be found. Connect one: others then appear by themselves.";
  }
  if (!isPlayable(session.beatsPerMinute)) {
    return `The others play at ${session.beatsPerMinute.toFixed(1)} bpm, and this page at 40 to 300: it keeps its own tempo until they are back.`;
  }
  return session.peers === 0
    ? "Nobody else is here yet. Switch Link on in the other program: it appears by itself."
    : `In time with ${session.peers === 1 ? "one other" : `${session.peers} others`}. Play begins with the next bar.`;
}
