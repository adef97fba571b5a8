import { hottest } from "../core/decoder";
import type { State } from "../core/state";
import type { App } from "../views/app";
import { wordsFor } from "../views/axes";

/** Something of the page that can be turned from outside: `turn` takes 0..1. */
export interface Control {
  readonly id: string;
  readonly label: string;
  turn(share: number): void;
}

const slowest = 60;
const fastest = 180;
const axisReach = 3;

/** What can be turned just now: the space that is open has its own drums and its own ways beside the map. */
export function controlsOf(app: App): readonly Control[] {
  const { instrument, snapshots, store } = app;
  const { model, map, qualities } = store.state;
  const densities = model?.tracks ? [] : (model?.grid.drums ?? []);
  return [
    { id: "head.x", label: "head, left to right", turn: (share) => moveHead(app, { x: share }) },
    { id: "head.y", label: "head, bottom to top", turn: (share) => moveHead(app, { y: share }) },
    model?.tracks
      ? { id: "temperature", label: "temperature", turn: (share) => instrument.setTemperature(hottest * share) }
      : { id: "threshold", label: "threshold", turn: (share) => instrument.setThreshold(0.01 + 0.98 * share) },
    { id: "noise", label: "noise", turn: (share) => instrument.setNoise(share) },
    { id: "morph", label: "snapshots, A to D", turn: (share) => snapshots.morph(share) },
    { id: "tempo", label: `tempo, ${slowest} to ${fastest}`, turn: (share) => instrument.setTempo(slowest + (fastest - slowest) * share) },
    { id: "volume", label: "volume", turn: (share) => instrument.setVolume(share) },
    ...densities.map(({ name }, drum) => ({
      id: `density.${name}`,
      label: `${name}, density`,
      turn: (share: number) => instrument.setDensity(drum, 2 * share - 1),
    })),
    ...(qualities ?? []).map((quality) => ({
      id: `quality.${quality.attribute}`,
      label: wordsFor(quality),
      turn: (share: number) => instrument.turn(quality, axisReach * (2 * share - 1)),
    })),
    ...(map?.axes ?? []).map((axis, i) => ({
      id: `axis.${i}`,
      label: axis.attribute ?? `way ${i + 3}`,
      turn: (share: number) => instrument.turn(axis, axisReach * (2 * share - 1)),
    })),
  ];
}

/** Puts the head at shares of the map, 0 0 in its lower left corner; what is left out stays. */
export function moveHead({ instrument, store }: App, to: { x?: number; y?: number }): void {
  const { map, head } = store.state;
  if (map) {
    const place = (share: number): number => (2 * share - 1) * map.extent;
    instrument.moveHead({ x: to.x === undefined ? head.x : place(to.x), y: to.y === undefined ? head.y : place(to.y) });
  }
}

/** Where the head is, as shares of the map. */
export function headOf({ map, head }: State): { x: number; y: number } | null {
  const share = (value: number): number => (value / (map?.extent ?? 1) + 1) / 2;
  return map && { x: share(head.x), y: share(head.y) };
}
