import { html, render } from "lit";
import { densityWord, nearestClip } from "../../core/take";
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
    const near = nearestClip(head, map.clips);
    render(
      html`<p class="hint" ?hidden=${!hint}>${hint}</p>
        <p id="near" data-testid="near">${near ? html`near <b>${near.name}</b>` : ""}
        ${take ? html`<span>density ${densityWord(take.pattern, model.grid)}</span>` : ""}</p>
        <div class="numbers">${number("x", head.x, map.extent)}${number("y", head.y, map.extent)}</div>`,
      host,
    );
  });
}
