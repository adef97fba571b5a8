import type { Point } from "../protocol";

const steepest = 1.35;
const nearest = 1.6;
const furthest = 9;
const slow = 0.07;

/** A camera on a sphere around the middle, always looking at it. Angles in radians. */
export class Orbit {
  yaw = 0.6;
  pitch = 0.32;
  distance = 2.75;

  /** By a drag of so many pixels on a picture of this height. */
  drag(dx: number, dy: number, height: number): void {
    this.yaw -= (dx / height) * Math.PI;
    this.pitch = Math.min(steepest, Math.max(-steepest, this.pitch + (dy / height) * Math.PI));
  }

  zoom(factor: number): void {
    this.distance = Math.min(furthest, Math.max(nearest, this.distance * factor));
  }

  drift(seconds: number): void {
    this.yaw += slow * seconds;
  }

  get eye(): Point {
    const { yaw, pitch, distance } = this;
    return [distance * Math.cos(pitch) * Math.sin(yaw), distance * Math.sin(pitch), distance * Math.cos(pitch) * Math.cos(yaw)];
  }

  /** Where a point is seen: right and up of the middle in shares of the picture's half height, and how far from the eye. */
  project([x, y, z]: Point): { right: number; up: number; depth: number } {
    const { yaw, pitch, distance } = this;
    const across = x * Math.cos(yaw) - z * Math.sin(yaw);
    const towards = x * Math.sin(yaw) + z * Math.cos(yaw);
    const depth = Math.max(0.05, distance - (towards * Math.cos(pitch) + y * Math.sin(pitch)));
    const height = y * Math.cos(pitch) - towards * Math.sin(pitch);
    return { right: (across * lens) / depth, up: (height * lens) / depth, depth };
  }
}

export const fieldOfView = 40;
const lens = 1 / Math.tan((fieldOfView * Math.PI) / 360);
