import { html, render } from "lit";
import { closeness, closenessWords, nearest } from "../../core/space/nearest";
import { densityWord } from "../../core/take";
import type { App } from "../app";

/** The words over the map: where the head is, in names and in numbers. */
export function mountWhere(app: App, host: HTMLElement): void {
  let played = false;
  let start: { x: number; y: number } | null = null;
  const move = (axis: "x" | "y") => (event: Event) => {
    const value = Number((event.target as HTMLInputElement).value);
    if (Number.isFinite(value)) {
      const { x, y } = app.store.state.head;
      app.instrument.moveHead(axis === "x" ? { x: value, y } : { x, y: value });
    }
  };
  const number = (axis: "x" | "y", value: number, extent: number) => html`
    <label>${axis}
      <input type="number" step="0.01" min=${-extent} max=${extent} .value=${value.toFixed(2)} @change=${move(axis)}
        data-testid="head-${axis}" aria-label="head ${axis}" />
    </label>`;
  app.store.watch(({ head, map, take, model, playing }) => {
    if (!map || !model) {
      render(html``, host);
      return;
    }
    played ||= playing;
    start ??= head;
    const hint = played ? (start === head ? "Drag the head, or press the arrow keys." : "") : "Press Space to play.";
    const near = nearest(head, map);
    const how = near && closeness(near, map.spacing);
    render(
      html`<p class="hint" ?hidden=${!hint}>${hint}</p>
        <p id="near" data-testid="near">${near && how ? html`<span class=${how}
            title="the nearest clip is ${near.distance.toFixed(2)} away; half of the clips have another within ${map.spacing.near.toFixed(2)}"
            >${closenessWords[how]} <b>${near.clip.name}</b> <small class="number">${near.distance.toFixed(2)}</small></span>` : ""}
        ${take ? html`<span>density ${densityWord(take.pattern, model.grid)}</span>` : ""}</p>
        <div class="numbers">${number("x", head.x, map.extent)}${number("y", head.y, map.extent)}</div>`,
      host,
    );
  });
}
