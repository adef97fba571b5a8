import { byStepThenDrum, type Feature, type Grid, type Hit, type Pattern, stepCount } from "./grid";

/** How decoded values become strokes: one threshold, and for each drum a density of -1 (none) .. 0 (as decoded) .. 1 (most). */
export interface DecodeRule {
  readonly threshold: number;
  readonly density: readonly number[];
}

// A cell likelier than this may still be asked for by turning the density up; below it the space has nothing to say.
const faintest = 0.02;
const softest = 1 / 127;

/**
 * Strokes from decoded values, laid out [feature][drum][step] as the server sends them.
 * A cell strikes where its onset (its velocity, in a grid without onsets) exceeds the threshold.
 * Density then keeps the likeliest strokes of a drum, or adds the next likeliest.
 */
export function strokes(values: Float32Array, grid: Grid, rule: DecodeRule): Pattern {
  const hits = grid.drums.flatMap((_, drum) => {
    const row = new Row(values, grid, drum);
    return chosenSteps(row, rule.threshold, rule.density[drum] ?? 0).map((step) => row.hit(step));
  });
  return hits.sort(byStepThenDrum);
}

/** One drum's line of the decoded values. */
class Row {
  readonly steps: number;

  constructor(
    private readonly values: Float32Array,
    private readonly grid: Grid,
    private readonly drum: number,
  ) {
    this.steps = stepCount(grid);
  }

  likelihood(step: number): number {
    return this.at("onset", step) ?? this.at("velocity", step) ?? 0;
  }

  hit(step: number): Hit {
    return {
      step,
      drum: this.drum,
      velocity: clamp(this.at("velocity", step) ?? 0.8, softest, 1),
      offset: clamp(this.at("microtiming", step) ?? 0, -1, 1),
    };
  }

  private at(feature: Feature, step: number): number | undefined {
    const plane = this.grid.features.indexOf(feature);
    return plane < 0 ? undefined : this.values[(plane * this.grid.drums.length + this.drum) * this.steps + step];
  }
}

function chosenSteps(row: Row, threshold: number, density: number): number[] {
  const ranked = Array.from({ length: row.steps }, (_, step) => step)
    .filter((step) => row.likelihood(step) > Math.min(threshold, faintest))
    .sort((a, b) => row.likelihood(b) - row.likelihood(a) || a - b);
  const decoded = ranked.filter((step) => row.likelihood(step) > threshold);
  if (density <= 0) {
    return decoded.slice(0, Math.round(decoded.length * (1 + density)));
  }
  const extras = withoutSmears(ranked.slice(decoded.length), decoded);
  const most = Math.max(8, decoded.length);
  return [...decoded, ...extras.slice(0, Math.round(density * most))];
}

/** A likely cell right beside a stroke is that stroke's own smear, not another stroke. */
function withoutSmears(candidates: readonly number[], taken: readonly number[]): number[] {
  const kept = new Set(taken);
  return candidates.filter((step) => {
    const free = !kept.has(step - 1) && !kept.has(step + 1);
    if (free) {
      kept.add(step);
    }
    return free;
  });
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
