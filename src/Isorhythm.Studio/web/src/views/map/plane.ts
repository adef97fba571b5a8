/** The square of the map on screen: y goes up in the space and down in pixels. */
export class Plane {
  constructor(
    readonly extent: number,
    readonly size: number,
  ) {}

  toScreen(place: { x: number; y: number }): { x: number; y: number } {
    const scale = this.size / (2 * this.extent);
    return { x: (place.x + this.extent) * scale, y: (this.extent - place.y) * scale };
  }

  /** The point of the map's border, `air` pixels inside, nearest to a point outside; a point inside is itself. */
  inside(point: { x: number; y: number }, air = 0): { x: number; y: number } {
    const limit = (value: number): number => Math.min(this.size - air, Math.max(air, value));
    return { x: limit(point.x), y: limit(point.y) };
  }

  toSpace(point: { x: number; y: number }): { x: number; y: number } {
    const scale = (2 * this.extent) / this.size;
    return { x: point.x * scale - this.extent, y: this.extent - point.y * scale };
  }
}
