import { html, render, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { SpaceMap } from "../../core/api";
import type { State } from "../../core/state";
import type { App } from "../app";

/** Which plane of a deep space is drawn, where else to go in it, and the rings of a flat one. */
export function mountPlanes(app: App, host: HTMLElement): void {
  app.store.watch((state) => {
    const { map, model } = state;
    render(map && model ? html`${model.dimensions > 2 ? planes(app, state, map) : ""}${model.isFlat ? rings(app, state) : ""}` : "", host);
  });
}

/** How much, and how loud or how high: what a hand expects of two directions. */
export function usualQualities(attributes: readonly string[]): [string, string] {
  const first = attributes.find((name) => name.startsWith("density")) ?? attributes[0] ?? "";
  const other = attributes.filter((name) => name !== first);
  return [first, other.find((name) => /^(velocity|pitch)/.test(name)) ?? other[0] ?? first];
}

type Kind = "" | "overview" | "attributes" | "corners";

function kindOf({ plane }: SpaceMap): Kind {
  const parts = plane.split(",").length;
  return parts === 2 ? "attributes" : parts === 3 ? "corners" : (plane as Kind);
}

function planes(app: App, state: State, map: SpaceMap): TemplateResult {
  const kind: Kind = state.corners ? "corners" : kindOf(map);
  const [first, second] = usualQualities(map.attributes);
  const kinds: readonly (readonly [Kind, string, boolean])[] = [
    ["", map.genres.length > 0 ? "the genres" : "the widest view", true],
    ["overview", "the widest view", map.genres.length > 0],
    ["attributes", "two qualities", map.attributes.length > 1],
    ["corners", "between three clips", map.clips.length > 2],
  ];
  const choose = (event: Event): void => {
    const chosen = (event.target as HTMLSelectElement).value as Kind;
    app.studio.chooseCorners(chosen === "corners");
    if (chosen !== "corners") {
      void app.studio.choosePlane(chosen === "attributes" ? `${first},${second}` : chosen);
    }
  };
  return html`<label><span class="unseen">what the map shows</span>
      <select data-testid="plane" @change=${choose}>${kinds.filter(([, , is]) => is).map(([value, words]) => html`
        <option value=${value} .selected=${live(value === kind)}>${words}</option>`)}</select></label>
    ${kind === "attributes" ? qualities(app, map) : ""}
    ${state.corners ? html`<span class="chip soon" data-testid="corners">choose clip ${state.corners.length + 1} of 3</span>
      <button @click=${() => app.studio.chooseCorners(false)}>leave it</button>` : ""}
    ${map.genres.length > 0 ? somewhere(app, map) : ""}`;
}

function qualities(app: App, map: SpaceMap): TemplateResult {
  const [right = "", up = ""] = map.plane.split(",");
  const pick = (name: string, value: string, change: (to: string) => string, testid: string): TemplateResult => html`
    <select aria-label=${name} title=${name} data-testid=${testid}
      @change=${(event: Event) => void app.studio.choosePlane(change((event.target as HTMLSelectElement).value))}>
      ${map.attributes.map((attribute) => html`<option .selected=${live(attribute === value)}>${attribute}</option>`)}</select>`;
  return html`${pick("to the right", right, (to) => `${to},${up}`, "plane-right")}<span aria-hidden="true">×</span>
    ${pick("upwards", up, (to) => `${right},${to}`, "plane-up")}`;
}

function somewhere(app: App, map: SpaceMap): TemplateResult {
  const go = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    void app.studio.goSomewhere(select.value);
    select.value = "";
  };
  return html`<label><span class="unseen">go somewhere in a genre</span><select data-testid="somewhere" @change=${go}>
    <option value="">somewhere in …</option>
    ${map.genres.map(({ name }) => html`<option value=${name}>${name.replaceAll("_", " ")}</option>`)}</select></label>`;
}

function rings(app: App, { showsRings, flatness }: State): TemplateResult {
  return html`<button class="rings" aria-pressed=${showsRings} data-testid="rings" title="lines along which everything sounds equally far from the head"
      @click=${() => app.store.set({ showsRings: !showsRings })}>rings</button>
    ${flatness ? html`<small data-testid="flatness">${flatness.words}</small>` : ""}`;
}
