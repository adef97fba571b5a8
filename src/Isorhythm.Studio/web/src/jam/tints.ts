/** The player is amber and the machine is cyan wherever both appear. */
export const tints = {
  human: "#ffb000",
  machine: "#3fd3ea",
} as const;

export type Player = keyof typeof tints;

/** A colour with less light: `#rrggbb` at this opacity. */
export function faded(colour: string, alpha: number): string {
  const part = (from: number): number => Number.parseInt(colour.slice(from, from + 2), 16);
  return `rgb(${part(1)} ${part(3)} ${part(5)} / ${alpha})`;
}
