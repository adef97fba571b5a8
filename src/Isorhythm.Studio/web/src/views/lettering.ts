/** The page's root size in pixels: it grows with the window, and what is drawn on a canvas grows with it. */
export function rem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The page's typeface for a canvas, in rem. */
export function font(size: number, weight = 400): string {
  return `${weight} ${size * rem()}px "Isorhythm Sans", system-ui, sans-serif`;
}
