import { html, type TemplateResult } from "lit";
import type { Jam } from "../jam";
import type { JamState } from "../jam-state";

export const driftWords = (value: number): string =>
  Math.abs(value) < 0.02 ? "stays" : `${value < 0 ? "follows" : "pulls away"} ${Math.round(Math.abs(value) * 100)}%`;

/** The two dials of the machine's mind: how far from the player it answers, and whether it follows or pulls away. */
export function dials(jam: Jam, { sigma, drift }: JamState): TemplateResult {
  return html`<div class="dial">
      <iso-knob data-testid="sigma" .max=${3} .initial=${0.5} .label=${"distance of the answer"} .value=${sigma}
        @turn=${(event: CustomEvent<number>) => jam.setSigma(event.detail)}></iso-knob>
      <p><b>distance</b><span class="number">${sigma.toFixed(2)}</span><small>near you, or far</small></p></div>
    <div class="dial">
      <iso-knob data-testid="drift" .min=${-1} .max=${1} .initial=${0} .label=${"follows or pulls away"} .words=${driftWords} .value=${drift}
        @turn=${(event: CustomEvent<number>) => jam.setDrift(event.detail)}></iso-knob>
      <p><b>drift</b><span class="number">${drift > 0 ? "+" : ""}${drift.toFixed(2)}</span><small>follows · pulls away</small></p></div>`;
}

/** How it goes, in numbers, and what can be taken home. */
export function foot({ session, turns, milliseconds, lateAnswers, watching, running }: JamState, begin: () => void): TemplateResult {
  const path = `api/jams/${encodeURIComponent(session)}`;
  const save = (kind: string, words: string): TemplateResult => html`<a class="button" data-testid="jam-save-${kind}" href="${path}/${kind}"
    download aria-disabled=${turns.length === 0} tabindex=${turns.length === 0 ? -1 : 0}>${words}</a>`;
  return html`<dl class="figures">
      <div><dt>turns</dt><dd data-testid="turns">${turns.length}</dd></div>
      <div><dt>last answer</dt><dd data-testid="milliseconds">${milliseconds === null ? "–" : Math.round(milliseconds)}<small> ms</small></dd></div>
      ${lateAnswers > 0 ? html`<div class="late" title="answers that came after their downbeat: an earlier one was played instead">
        <dt>late</dt><dd data-testid="late">${lateAnswers}</dd></div>` : ""}
    </dl>
    <p class="session"><span class="unseen">session</span>${session}</p>
    ${watching ? "" : html`<button data-testid="new-jam" ?disabled=${running} title="begin another jam" @click=${begin}>new</button>
      <div class="save" role="group" aria-label="Save the jam">${save("midi", "save MIDI")}${save("picture", "picture")}${save("json", "JSON")}</div>`}`;
}
