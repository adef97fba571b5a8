import "./links.css";
import { html, render, type TemplateResult } from "lit";
import type { State } from "../core/state";
import type { App } from "../views/app";
import { onFrame, redraw } from "../views/frames";
import { Links } from "./links";
import type { LinksState, Tab } from "./links-state";
import { clockTab } from "./views/clock-tab";
import { drumsTab } from "./views/drums-tab";
import { filesTab } from "./views/files-tab";
import { inTab } from "./views/in-tab";
import { oscTab } from "./views/osc-tab";
import { outTab } from "./views/out-tab";

type View = (links: Links, state: State, shown: LinksState) => TemplateResult;

const tabs: readonly (readonly [Tab, string, View])[] = [
  ["out", "MIDI out", outTab],
  ["in", "MIDI in", inTab],
  ["drums", "drum map", drumsTab],
  ["clock", "clock", clockTab],
  ["osc", "OSC", oscTab],
  ["files", "files", filesTab],
];
const glow = 60;

/** The panel of connections: a tab for each way in or out. */
export function mountPanel(app: App, panel: HTMLElement, fail: (error: unknown) => void): Links {
  const links = new Links(app, fail);
  let listening = false;
  const show = (): void => {
    const shown = links.store.state;
    const view = tabs.find(([tab]) => tab === shown.tab)?.[2] ?? outTab;
    render(
      html`<div class="tabs" role="tablist" aria-label="Connections" @keydown=${(event: KeyboardEvent) => walk(event, links)}>
          ${tabs.map(([tab, label]) => html`<button role="tab" id="links-${tab}" data-testid="links-${tab}" aria-selected=${tab === shown.tab}
            aria-controls="links-view" tabindex=${tab === shown.tab ? 0 : -1} @click=${() => links.open(tab)}>${
              tab === "in" || tab === "out" ? html`<i class="activity ${tab}"></i>` : ""}${label}</button>`)}
        </div>
        <div id="links-view" data-testid="links-view" role="tabpanel" aria-labelledby="links-${shown.tab}" class="links-view ${shown.tab}-tab">${view(links, app.store.state, shown)}</div>`,
      panel,
    );
    // Space must tap, and not start the music.
    const listens = shown.calibration.step === "listening";
    if (listens && !listening) {
      panel.querySelector<HTMLElement>(".tap-here")?.focus();
    }
    listening = listens;
    if (shown.link?.on) {
      redraw();
    }
  };
  app.store.watch(show);
  links.store.watch(show);
  panel.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "closed") {
      links.hands.learn(null);
      links.calibration.cancel();
    }
  });
  followLight(links);
  followBar(links, panel);
  void links.resume();
  return links;
}

function walk(event: KeyboardEvent, links: Links): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by !== undefined) {
    const index = tabs.findIndex(([tab]) => tab === links.store.state.tab);
    const next = tabs[(index + by + tabs.length) % tabs.length]?.[0] ?? "out";
    event.preventDefault();
    event.stopPropagation();
    links.open(next);
    document.getElementById(`links-${next}`)?.focus();
  }
}

/** The light of the MIDI input runs outside of what the state re-renders; a stroke is drawn by the frames that it starts. */
function followLight(links: Links): void {
  let lit = false;
  onFrame((now) => {
    const isLit = now - links.hands.lastHeard < glow;
    if (isLit !== lit) {
      lit = isLit;
      document.querySelectorAll(".activity.in").forEach((light) => light.classList.toggle("lit", lit));
    }
    return lit;
  });
}

/** The beat of the Link session, in as many fields as its bar has beats. */
function followBar(links: Links, panel: HTMLElement): void {
  onFrame((now) => {
    const fields = panel.querySelectorAll(".link .beats i");
    const phase = fields.length > 0 ? links.link.phase(now) : null;
    fields.forEach((field, i) => field.classList.toggle("lit", phase !== null && i === Math.floor(phase)));
    return phase !== null && panel.matches(":popover-open");
  });
}
