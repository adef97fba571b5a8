import { html, type TemplateResult } from "lit";
import type { State } from "../../core/state";
import { controlsOf } from "../controls";
import type { Links } from "../links";
import type { LinksState } from "../links-state";
import { picker } from "./parts";

/** The input that plays along: its pads strike the kit, its knobs turn what they have been taught. */
export function inTab(links: Links, _: State, { input, learning, bindings, dropped }: LinksState): TemplateResult {
  return html`${picker(input, {
      id: "in",
      label: "device",
      none: "none",
      words: "Pads and keys play along, and knobs turn what you teach them.",
      empty: "No MIDI input is plugged in. It appears here as soon as one is.",
      ask: () => void links.hands.ask(),
      choose: (key) => links.hands.choose(key),
    })}
    ${dropped > 0 ? html`<p class="words" role="status" data-testid="flood">${dropped} strokes came faster than hands play and were left out. Look for a loop of cables, or a loose one.</p>` : ""}
    ${input.kind === "ready" && input.chosen ? html`<h2 id="learn-heading">knobs and faders</h2>
      <ul class="learned" aria-labelledby="learn-heading">${controlsOf(links.app).map(({ id, label }) => {
        const bound = bindings[id];
        const waits = learning?.kind === "control" && learning.id === id;
        return html`<li><span>${label}</span>
          <b class="number">${bound ? `CC ${bound.number} · ch ${bound.channel + 1}` : ""}</b>
          <button aria-pressed=${waits} data-testid="learn-${id}" aria-label="learn ${label}"
            @click=${() => links.hands.learn(waits ? null : { kind: "control", id })}>${waits ? "turn it…" : "learn"}</button>
          <button ?disabled=${!bound} aria-label="forget ${label}" data-testid="forget-${id}" @click=${() => links.hands.forget(id)}>forget</button></li>`;
      })}</ul>` : ""}`;
}
