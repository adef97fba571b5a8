type Colour = readonly [number, number, number];

// Even steps of lightness from the page's ground up, blue to green as viridis goes, and dark throughout: points and head must win.
const ramp: readonly Colour[] = [
  [14, 18, 25],
  [17, 27, 39],
  [20, 38, 53],
  [22, 51, 65],
  [27, 66, 74],
  [44, 84, 80],
  [72, 104, 84],
];
const finer = 5;

/** Paints how fast the rhythm changes: dark where it is calm, lighter along the borders between zones. */
export function shade(change: ArrayLike<number>, size: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * finer;
  const pen = canvas.getContext("2d");
  const image = pen?.createImageData(canvas.width, canvas.height);
  if (pen && image) {
    const field = softened(change, size);
    const [calm, wild] = range(field);
    for (let row = 0, at = 0; row < canvas.height; row++) {
      for (let column = 0; column < canvas.width; column++, at += 4) {
        const value = between(field, size, (column + 0.5) / finer - 0.5, (row + 0.5) / finer - 0.5);
        image.data.set(colourOf(Math.min(1, Math.max(0, (value - calm) / (wild - calm)))), at);
      }
    }
    pen.putImageData(image, 0, 0);
  }
  return canvas;
}

/** A cell's neighbours count too, by a binomial window: borders become bands rather than stairs. */
function softened(change: ArrayLike<number>, size: number): Float32Array {
  const window = [1, 4, 6, 4, 1];
  const pass = (from: ArrayLike<number>, along: number, across: number): Float32Array => {
    const to = new Float32Array(size * size);
    for (let line = 0; line < size; line++) {
      for (let i = 0; i < size; i++) {
        to[line * across + i * along] = window.reduce((sum, weight, k) => {
          const j = Math.min(size - 1, Math.max(0, i + k - 2));
          return sum + (weight / 16) * (from[line * across + j * along] ?? 0);
        }, 0);
      }
    }
    return to;
  };
  return pass(pass(change, 1, size), size, 1);
}

/** What few cells fall below, and few exceed: the contrast belongs to this space, and one wild border must not take it all. */
function range(field: Float32Array): [number, number] {
  const sorted = field.toSorted();
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return [at(0.05), Math.max(at(0.99), at(0.05) + 1e-6)];
}

/** The field between its cells, linear in both directions; columns and rows outside repeat the edge. */
function between(field: Float32Array, size: number, x: number, y: number): number {
  const cell = (v: number): number => Math.min(size - 1, Math.max(0, v));
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number): number => field[cell(row) * size + cell(column)] ?? 0;
  const top = at(x0, y0) + (at(x0 + 1, y0) - at(x0, y0)) * (x - x0);
  const bottom = at(x0, y0 + 1) + (at(x0 + 1, y0 + 1) - at(x0, y0 + 1)) * (x - x0);
  return top + (bottom - top) * (y - y0);
}

function colourOf(value: number): number[] {
  const along = value * (ramp.length - 1);
  const index = Math.min(ramp.length - 2, Math.floor(along));
  const [low, high] = [ramp[index] as Colour, ramp[index + 1] as Colour];
  return [...low.map((c, i) => c + ((high[i] ?? c) - c) * (along - index)), 255];
}
