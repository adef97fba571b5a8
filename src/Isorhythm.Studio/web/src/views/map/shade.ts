type Colour = readonly [number, number, number];

// Even steps of lightness from the page's ground up, blue to green as viridis goes, and dark throughout: points and head must win.
const ramp: readonly Colour[] = [
  [15, 19, 26],
  [19, 29, 42],
  [22, 41, 57],
  [24, 55, 68],
  [30, 71, 76],
  [48, 90, 82],
  [78, 110, 86],
];

/** Paints how fast the rhythm changes: dark where it is calm, lighter along the borders between zones. */
export function shade(change: readonly number[], size: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  const image = pen?.createImageData(size, size);
  if (pen && image) {
    const scale = brightest(change);
    change.forEach((value, i) => image.data.set(colourOf(Math.sqrt(Math.min(1, value / scale))), i * 4));
    pen.putImageData(image, 0, 0);
  }
  return canvas;
}

/** What few cells exceed: one wild border must not darken all others. */
function brightest(change: readonly number[]): number {
  const sorted = [...change].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.98)] || 1;
}

function colourOf(value: number): number[] {
  const along = value * (ramp.length - 1);
  const index = Math.min(ramp.length - 2, Math.floor(along));
  const [low, high] = [ramp[index] as Colour, ramp[index + 1] as Colour];
  return [...low.map((c, i) => c + ((high[i] ?? c) - c) * (along - index)), 255];
}
