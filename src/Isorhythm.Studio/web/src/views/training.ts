import { html, svg, type TemplateResult } from "lit";
import type { TrainingView } from "../core/api";
import type { CurvePoint, State } from "../core/state";
import type { App } from "./app";

const width = 600;
const height = 100;

/** How learning goes, in the bar at the bottom while the old space plays on. */
export function trainingBar(app: App, { training, curve }: State): TemplateResult {
  return html`<div class="training" data-testid="training">
    <p class="sentence" role="status">${training?.sentence}</p>
    ${lossCurve(curve, training)}
    <button data-testid="stop" @click=${() => void app.studio.stop()}>Stop and play it</button>
  </div>`;
}

/** The first start, before there is anything to play: the same, in the place of the map. */
export function trainingStage(app: App, { training, curve }: State): TemplateResult {
  return html`<div class="stage" data-testid="training">
    <p class="sentence" role="status">${training?.sentence ?? "waking up…"}</p>
    ${lossCurve(curve, training)}
    <div class="stage-foot">
      <p class="words">The line falls as the rhythms become familiar. The map opens by itself when they are.</p>
      ${training ? html`<button data-testid="stop" @click=${() => void app.studio.stop()}>Stop and play it</button>` : ""}
    </div>
  </div>`;
}

/**
 * The loss so far, on a logarithmic scale, in a box as wide as the whole learning: of what is learned from, and fainter
 * of what is only listened to.
 */
function lossCurve(curve: readonly CurvePoint[], training: TrainingView | null): TemplateResult {
  const values = curve.flatMap((point) => [point.train, ...(point.validation === null ? [] : [point.validation])]);
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  const first = curve[0]?.seconds ?? 0;
  const end = Math.max(first + 0.1, training ? training.seconds + training.secondsLeft : 0);
  const line = (value: (point: CurvePoint) => number | null): string =>
    curve
      .flatMap((point) => {
        const v = value(point);
        const y = v === null ? null : ((high - Math.log(v)) / (high - low || 1)) * (height - 8) + 4;
        const x = ((point.seconds - first) / (end - first)) * width;
        return y === null || !Number.isFinite(y) ? [] : [`${x.toFixed(1)} ${y.toFixed(1)}`];
      })
      .join("L");
  const train = line((point) => point.train);
  const tip = train.split("L").at(-1) ?? "";
  return html`<svg class="curve" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="learning curve">
    ${train ? svg`<path class="area" d="M${train}L${tip.split(" ")[0]} ${height}L0 ${height}Z"></path>
      <path class="held-out" d="M${line((point) => point.validation) || "0 0"}"></path>
      <path class="train" d="M${train}"></path><path class="tip" d="M${tip}h0.01"></path>` : ""}</svg>`;
}
