import type { Exporter } from "./export";
import type { Instrument } from "./instrument";
import { clamp } from "./decode";
import { type Corner, type Pad, placeOn } from "./pad";
import { letters } from "./snapshots";
import { nearest } from "./space/nearest";
import type { State } from "./state";
import type { Store } from "./store";

/** Rows and columns of the grid that is saved. */
const side = 4;

/** The pad: its corners are chosen among the snapshots and the nearest clip, and its puck leads the head. */
export class Pads {
  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Instrument,
    private readonly exporter: Exporter,
  ) {}

  /** What can be put into a corner now. */
  choices(): Corner[] {
    const { snapshots, head, map } = this.store.state;
    const kept = snapshots.flatMap((take, i): Corner[] => (take ? [{ name: letters[i] ?? "", place: take.place }] : []));
    const clip = nearest(head, map)?.clip;
    const place = clip && { x: clip.x, y: clip.y, ...(clip.code && head.code ? { code: Array.from(clip.code) } : {}) };
    return clip && place ? [...kept, { name: clip.name, place }] : kept;
  }

  /** Corners that have none take the first snapshots, in their order. */
  fill(): void {
    const { pad, snapshots } = this.store.state;
    const kept = this.choices().slice(0, snapshots.filter(Boolean).length);
    if (pad.corners.every((corner) => corner === null) && kept.length > 0) {
      this.set({ corners: pad.corners.map((_, i) => kept[i] ?? null) });
    }
  }

  setCorner(index: number, corner: Corner | null): void {
    this.instrument.moments.begin("corner", true);
    this.set({ corners: this.store.state.pad.corners.map((old, i) => (i === index ? corner : old)) });
  }

  /** Moves the puck, and the head with it once four corners are there. */
  move(x: number, y: number): void {
    this.instrument.moments.begin("pad");
    this.set({ x: clamp(x, 0, 1), y: clamp(y, 0, 1) });
    const place = placeOn(this.store.state.pad);
    if (place) {
      this.instrument.moveHead(place, "pad");
    }
  }

  /** Saves the patterns of a grid over the pad as MIDI, row by row. */
  async saveGrid(): Promise<void> {
    const { corners } = this.store.state.pad;
    const places = Array.from({ length: side * side }, (_, i) =>
      placeOn({ corners, x: (i % side) / (side - 1), y: Math.floor(i / side) / (side - 1) }),
    );
    await this.exporter.savePlaces(`grid ${corners.map((corner) => corner?.name).join(" ")}`, async (patternAt) => {
      const patterns = [];
      for (const place of places) {
        patterns.push(place ? await patternAt(place) : []);
      }
      return patterns;
    });
  }

  private set(pad: Partial<Pad>): void {
    this.store.set({ pad: { ...this.store.state.pad, ...pad } });
  }
}
