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

  toSpace(point: { x: number; y: number }): { x: number; y: number } {
    const scale = (2 * this.extent) / this.size;
    return { x: point.x * scale - this.extent, y: this.extent - point.y * scale };
  }
}
