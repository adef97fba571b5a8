import type { Orbit } from "./orbit";
import type { Scene } from "./scene";

/** What changes from frame to frame. */
export interface Look {
  /** How much of the ribbons is drawn, in beads: it grows to the newest. */
  readonly head: number;
  /** Who plays now; their newest bead glows by `pulse`, 0..1. */
  readonly playing: "human" | "machine" | null;
  readonly pulse: number;
  /** Wider lines and larger beads for a hall. */
  readonly scale: number;
}

/** One way to draw the space. */
export interface Picture {
  readonly element: HTMLCanvasElement;
  show(scene: Scene): void;
  draw(orbit: Orbit, look: Look): void;
  dispose(): void;
}
