import { html, render } from "lit";
import { host } from "./app";

const keys: readonly (readonly [string, string])[] = [
  ["Space", "play, stop"],
  ["← ↑ → ↓", "move the head; with Shift finely"],
  ["T", "tap the tempo"],
  ["Q W E R Y U I O P", "mute a drum or a track; with Shift freeze it"],
  ["Z · Shift Z", "undo, redo"],
  ["1 … 8", "snapshots A to H; with Shift store"],
  ["F", "the pad between four of them; arrows move its puck"],
  ["V", "vary: another place near the head"],
  ["D", "draw a path by mouse or arrows, again to end it; Shift and drag"],
  ["L", "the list of paths"],
  ["B", "changes on the bar, on the beat, or at once"],
  ["S", "save the pattern as MIDI"],
  ["Shift S", "record what is heard; again to save it"],
  ["C", "the list of clips"],
  ["M", "connections: MIDI, clock, Link, OSC, files"],
  ["J", "jam: trade bars with the machine"],
  ["Esc", "all sound off"],
  ["in the pattern", "arrows move · Enter sets · + − velocity · < > timing"],
  ["in a melody", "Enter sets · + − pitch · < > length · Ctrl or Alt and arrows move a note"],
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
