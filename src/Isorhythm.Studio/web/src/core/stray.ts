/** A place beside this one, at a normally distributed distance of `noise` along each axis. */
export function strayFrom(place: { x: number; y: number }, noise: number): { x: number; y: number } {
  // Box and Muller: one pair of uniform draws makes two normal ones.
  const radius = noise * Math.sqrt(-2 * Math.log(1 - Math.random()));
  const angle = 2 * Math.PI * Math.random();
  return { x: place.x + radius * Math.cos(angle), y: place.y + radius * Math.sin(angle) };
}
