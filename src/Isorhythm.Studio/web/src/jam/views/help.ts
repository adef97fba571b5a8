import { html, type TemplateResult } from "lit";

const keys: readonly (readonly [string, string])[] = [
  ["Space", "start, stop"],
  ["Z … .", "the nine pads; with Shift loud"],
  ["← →", "follows, pulls away"],
  ["↑ ↓", "distance of the answer"],
  ["1 2 4", "bars of a turn"],
  ["T", "tap the tempo"],
  ["K", "metronome on, off"],
  ["3", "the space in depth, or flat"],
  ["F", "the space on the whole screen"],
  ["W", "copy the audience's link"],
  ["J · Esc", "back to the map"],
];

export function jamKeys(): TemplateResult {
  return html`<h2>Keys</h2><dl>${keys.map(([key, words]) => html`<div><dt>${key}</dt><dd>${words}</dd></div>`)}</dl>
    <p class="words">You play, then the machine answers near what you played. Its bars are drawn before they sound.</p>`;
}
