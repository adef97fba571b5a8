import { html, render } from "lit";
import { host } from "./app";

const keys: readonly (readonly [string, string])[] = [
  ["Space", "play, stop"],
  ["← ↑ → ↓", "move the head; with Shift finely"],
  ["T", "tap the tempo"],
  ["Q W E R Y U I O P", "mute a drum or a track"],
  ["Z · Shift Z", "undo, redo what was heard"],
  ["1 2 3 4", "snapshots A to D; with Shift store"],
  ["B", "changes on the bar, or at once"],
  ["S", "save the pattern as MIDI"],
  ["Shift R", "record a path; again to save it"],
  ["C", "the list of clips"],
  ["J", "jam: trade bars with the machine"],
  ["Esc", "all sound off"],
  ["in the pattern", "arrows move · Enter sets · + − velocity · < > timing"],
  ["on a dial", "drag · wheel · arrows · a number, Enter · double-click resets"],
];

/** Shows or hides the keys. */
export function toggleHelp(): void {
  const element = host("help");
  if (!element.hasChildNodes()) {
    element.popover = "auto";
    element.role = "dialog";
    element.ariaLabel = "Keys";
    element.className = "popover help";
    render(
      html`<h2>Keys</h2><dl>${keys.map(([key, words]) => html`<div><dt>${key}</dt><dd>${words}</dd></div>`)}</dl>`,
      element,
    );
  }
  element.togglePopover();
}
