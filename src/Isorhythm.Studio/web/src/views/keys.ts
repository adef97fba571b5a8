import { letters as slots } from "../core/snapshots";
import type { ChangeAt } from "../core/state";
import type { App } from "./app";
import { toggleHelp } from "./help";
import { muteKeys } from "./palette";
import { toggleDrawing } from "./paths";

const coarse = 1 / 60;
const fine = 1 / 400;

export interface KeyActions {
  toggleClips(): void;
  togglePaths(): void;
  /** Closes a list that lies open; false if none did. */
  closeLists(): boolean;
}

/** The keys that work wherever the focus is, but in a field that takes letters. */
export function listenToKeys(app: App, actions: KeyActions): void {
  const click = (testid: string): void => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click();
  const { instrument, store } = app;
  const letters: Record<string, () => void> = {
    t: () => click("tap"),
    z: () => instrument.moments.undo(),
    "shift+z": () => instrument.moments.redo(),
    "shift+s": () => void app.exporter.toggleRecording(),
    b: () => instrument.setChangeAt(next(store.state.changeAt)),
    v: () => instrument.vary(),
    d: () => toggleDrawing(app),
    l: () => actions.togglePaths(),
    f: () => click("pad-button"),
    s: () => void app.exporter.savePoint(),
    c: () => actions.toggleClips(),
    j: () => (location.hash = "jam"),
    m: () => click("midi"),
    "?": toggleHelp,
    "shift+?": toggleHelp,
    escape: () => escape(app, actions),
    ...Object.fromEntries(muteKeys.map((key, part) => [key, () => instrument.toggleMute(part)])),
    ...Object.fromEntries(muteKeys.map((key, part) => [`shift+${key}`, () => instrument.toggleFreeze(part)])),
    ...Object.fromEntries(slots.map((_, slot) => [`digit${slot + 1}`, () => app.snapshots.recall(slot)])),
    ...Object.fromEntries(slots.map((_, slot) => [`shift+digit${slot + 1}`, () => app.snapshots.keep(slot)])),
  };
  const arrows: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };

  addEventListener("keydown", (event) => {
    // The jam has keys of its own.
    if (document.body.classList.contains("jamming")) {
      return;
    }
    if (event.defaultPrevented || (takesText(event.target) && event.key !== "Escape") || event.altKey) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z") {
        event.preventDefault();
        event.shiftKey ? instrument.moments.redo() : instrument.moments.undo();
      }
      return;
    }
    const arrow = arrows[event.key];
    if (event.key === " " && !pressesSomething(event.target)) {
      event.preventDefault();
      void instrument.togglePlay();
    } else if (arrow && movesHead(event.target)) {
      event.preventDefault();
      const reach = 2 * (store.state.map?.extent ?? 0) * (event.shiftKey ? fine : coarse);
      instrument.nudgeHead(arrow[0] * reach, arrow[1] * reach);
    } else if (!event.repeat) {
      const act = letters[nameOf(event)];
      if (act && event.key.length === 1) {
        // Else the letter would be typed into a field that the key opens.
        event.preventDefault();
      }
      act?.();
    }
  });
  releaseAfterPointer();
}

function next(changeAt: ChangeAt): ChangeAt {
  return changeAt === "bar" ? "beat" : changeAt === "beat" ? "step" : "bar";
}

function nameOf(event: KeyboardEvent): string {
  const name = event.code.startsWith("Digit") ? event.code : latin(event);
  return `${event.shiftKey ? "shift+" : ""}${name.toLowerCase()}`;
}

/** The letter on the key; where the layout has no Latin letters, the one that a Latin keyboard has there. */
function latin(event: KeyboardEvent): string {
  const isLatin = event.key.length > 1 || event.key.charCodeAt(0) < 128;
  return isLatin ? event.key : event.code.replace("Key", "");
}

/** Esc closes what lies open; with nothing open it silences everything. The browser closes popovers by itself. */
function escape(app: App, actions: KeyActions): void {
  if (document.querySelector(":popover-open") || actions.closeLists()) {
    return;
  }
  if (app.store.state.drawing) {
    app.paths.stopDrawing();
  } else if (app.store.state.import) {
    app.studio.closeImport();
  } else {
    app.instrument.panic();
  }
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement
    ? !["checkbox", "range", "file"].includes(target.type)
    : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function pressesSomething(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement || (target instanceof HTMLInputElement && target.type !== "range");
}

function movesHead(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.dataset["testid"] === "map");
}

/** A button that was clicked lets go of the keyboard, so that Space goes on meaning play for whoever uses a mouse. */
function releaseAfterPointer(): void {
  addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button && event.detail > 0) {
      button.blur();
    }
  });
}
