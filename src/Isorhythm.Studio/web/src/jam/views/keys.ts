import type { Jam } from "../jam";
import { strikeKey } from "./pads";

export interface JamKeys {
  leave(): void;
  toggle(): void;
  tap(): void;
  copyLink(): void;
  project(on: boolean): void;
  help(): void;
}

const dialStep = 0.05;

/** The keys of the jam. Pads go by the place of the key, the rest by its letter; fields and dials keep theirs. */
export function listenToJamKeys(jam: Jam, act: JamKeys): void {
  const { store } = jam;
  const player: Record<string, () => void> = {
    t: () => act.tap(),
    k: () => jam.setClicks(!jam.state.clicks),
    w: () => act.copyLink(),
    "1": () => setBars(jam, 1),
    "2": () => setBars(jam, 2),
    "4": () => setBars(jam, 4),
    arrowup: () => jam.setSigma(limit(jam.state.sigma + dialStep, 0, 3)),
    arrowdown: () => jam.setSigma(limit(jam.state.sigma - dialStep, 0, 3)),
    arrowright: () => jam.setDrift(limit(jam.state.drift + dialStep, -1, 1)),
    arrowleft: () => jam.setDrift(limit(jam.state.drift - dialStep, -1, 1)),
  };
  const anyone: Record<string, () => void> = {
    f: () => act.project(!jam.state.projecting),
    "3": () => store.set({ solid: !jam.state.solid }),
    j: () => act.leave(),
    "?": () => act.help(),
    escape: () => (jam.state.projecting ? act.project(false) : act.leave()),
  };
  addEventListener("keydown", (event) => {
    if (!jam.state.open || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) {
      return;
    }
    if (event.key === "Escape" && document.querySelector(":popover-open")) {
      return;
    }
    const { watching } = jam.state;
    const done = (!watching && (startsWithSpace(event, act) || strikeKey(jam, event))) || letter(event, watching ? anyone : { ...player, ...anyone });
    if (done) {
      event.preventDefault();
    }
  });
}

function startsWithSpace(event: KeyboardEvent, act: JamKeys): boolean {
  const isOurs = event.key === " " && !(event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement || event.target instanceof HTMLInputElement);
  if (isOurs && !event.repeat) {
    act.toggle();
  }
  return isOurs;
}

function letter(event: KeyboardEvent, keys: Record<string, () => void>): boolean {
  const action = keys[event.key.toLowerCase()];
  const repeats = event.key.startsWith("Arrow");
  if (action && (repeats || !event.repeat)) {
    action();
  }
  return action !== undefined;
}

function setBars(jam: Jam, bars: number): void {
  if (!jam.state.running && jam.state.bars !== bars) {
    jam.setBars(bars);
  }
}

function takesText(target: EventTarget | null): boolean {
  return (target instanceof HTMLInputElement && target.type !== "checkbox") || target instanceof HTMLSelectElement;
}

function limit(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)) * 100) / 100;
}
