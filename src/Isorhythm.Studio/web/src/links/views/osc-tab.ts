import { html, type TemplateResult } from "lit";
import type { OscAddress } from "../../core/api";
import type { State } from "../../core/state";
import type { Links } from "../links";
import type { LinksState } from "../links-state";

/** OSC: on or off, who listens where, and every address. */
export function oscTab(links: Links, _: State, { osc }: LinksState): TemplateResult {
  if (!osc) {
    return html`<p class="words">The studio is being asked…</p>`;
  }
  const { state, taken, sent, sentToWekinator } = osc;
  return html`<label class="check"><input type="checkbox" .checked=${state.on} data-testid="osc-on"
      @change=${(event: Event) => links.osc.switch((event.target as HTMLInputElement).checked)} /> hear and speak OSC over UDP</label>
    ${state.error ? html`<p class="words odd" role="alert"><span class="shape" aria-hidden="true">!</span>${state.error}</p>` : ""}
    <dl class="facts"><div><dt>heard on</dt><dd class="number" data-testid="osc-in">${state.in}</dd></div>
      <div><dt>sent to</dt><dd class="number">${state.out}</dd></div>
      <div><dt>Wekinator</dt><dd class="number">${state.wekinator}</dd></div>
      <div><dt>so far</dt><dd data-testid="osc-counts"><b class="number">${state.received}</b> heard, <b class="number">${state.sent}</b> sent</dd></div></dl>
    ${state.garbage > 0 ? html`<p class="words" data-testid="osc-garbage">${state.garbage === 1 ? "One packet was" : `${state.garbage} packets were`} not OSC and left out: something else sends to this port.</p>` : ""}
    ${state.unknown ? html`<p class="words" data-testid="osc-unknown">Nothing here answers to ${state.unknown}: the addresses are below.</p>` : ""}
    ${addresses("heard", taken)}${addresses("sent", sent)}${addresses("sent to Wekinator", sentToWekinator)}
    <p class="words"><small>Ports are chosen when the studio starts: isorhythm studio --osc-in, --osc-out, --wekinator.</small></p>`;
}

function addresses(title: string, known: readonly OscAddress[]): TemplateResult {
  return html`<h2>${title}</h2><ul class="addresses">${known.map((one) => html`<li><code>${one.address} <i>${one.arguments}</i></code><small>${one.meaning}</small></li>`)}</ul>`;
}
