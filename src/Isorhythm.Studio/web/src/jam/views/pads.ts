import { html, render } from "lit";
import { guard } from "lit/directives/guard.js";
import { stillness } from "../../views/frames";
import { markOf } from "../../views/palette";
import type { Jam } from "../jam";

/** The keys of the pads, by their place on the keyboard: one row, in the order of the pads. */
export const padKeys = ["KeyZ", "KeyX", "KeyC", "KeyV", "KeyB", "KeyN", "KeyM", "Comma", "Period"];
const padLetters = ["Z", "X", "C", "V", "B", "N", "M", ",", "."];

const softest = 0.3;
const usual = 0.78;
const accent = 1;

/** The player's drums on the screen: touched high they are loud, touched low they are soft. */
export function mountPads(jam: Jam, host: HTMLElement): void {
  let letters: readonly string[] = padLetters;
  const touch = (drum: number, event: PointerEvent): void => {
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const height = 1 - (event.clientY - box.top) / box.height;
    jam.strike("pads", drum, softest + (1 - softest) * Math.min(1, Math.max(0, height * 1.15)), event.timeStamp);
  };
  // A screen reader and the Enter key press without a pointer.
  const press = (drum: number, event: MouseEvent): void => {
    if (event.detail === 0) {
      jam.strike("keys", drum, usual, event.timeStamp);
    }
  };
  const show = (): void => {
    render(
      html`${guard([jam.state.drums, letters], () => jam.state.drums.map((drum, i) => {
        const { colour, glyph } = markOf(drum);
        return html`<button class="pad" style="--drum: ${colour}" data-testid="pad-${i}" aria-keyshortcuts=${letters[i] ?? ""}
          title="high on the pad is loud, low is soft" @pointerdown=${(event: PointerEvent) => touch(i, event)}
          @click=${(event: MouseEvent) => press(i, event)}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${glyph} fill-rule="evenodd" /></svg>
          <span>${drum.name.toLowerCase()}</span><kbd>${letters[i] ?? ""}</kbd></button>`;
      }))}`,
      host,
    );
  };
  jam.store.watch(show);
  jam.onStrike((drum) => flash(host.children[drum]));
  void layoutLetters().then((found) => {
    letters = found;
    show();
  });
}

/** A key of the computer as a pad; false where it is none. Shift strikes harder. */
export function strikeKey(jam: Jam, event: KeyboardEvent): boolean {
  const drum = padKeys.indexOf(event.code);
  if (drum < 0 || drum >= jam.state.drums.length) {
    return false;
  }
  if (!event.repeat) {
    jam.strike("keys", drum, event.shiftKey ? accent : usual, event.timeStamp);
  }
  return true;
}

function flash(pad: Element | undefined): void {
  const light = [{ background: "color-mix(in srgb, var(--drum) 55%, #1d242c)" }, { background: "#1d242c" }];
  pad?.animate(light, { duration: stillness.matches ? 60 : 180, easing: "ease-out" });
}

interface KeyboardLayout {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}

/** What is printed on those keys here: on some keyboards Z lies elsewhere. Not every browser can tell. */
async function layoutLetters(): Promise<readonly string[]> {
  const keyboard = (navigator as Navigator & { keyboard?: KeyboardLayout }).keyboard;
  try {
    const map = await keyboard?.getLayoutMap();
    return padKeys.map((code, i) => map?.get(code)?.toUpperCase() ?? padLetters[i] ?? "");
  } catch {
    return padLetters;
  }
}
