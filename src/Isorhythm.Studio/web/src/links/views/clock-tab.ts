import { html, type TemplateResult } from "lit";
import type { State } from "../../core/state";
import type { Links } from "../links";
import type { LinksState } from "../links-state";
import { linkPart } from "./link-part";
import { picker } from "./parts";

/** Whose clock is followed, and whether ours is sent. */
export function clockTab(links: Links, { midiClock }: State, shown: LinksState): TemplateResult {
  const { clock, clockWords, link } = shown;
  return html`${linkPart(links, shown)}
    ${link?.on ? html`<p class="words" data-testid="clock-rests">Music can follow one clock, and Link is it now. Switch Link off to follow a MIDI clock.</p>` : picker(clock, {
      id: "clock",
      label: "follow the clock of",
      none: "none: the tempo is set here",
      words: "Follows a sequencer or a DAW: its tempo, its start and stop, and where it is in the song.",
      empty: "No MIDI input is plugged in. It appears here as soon as one is.",
      ask: () => void links.midiClock.ask(),
      choose: (key) => links.midiClock.choose(key),
    })}
    ${clockWords ? html`<p class="words" role="status" data-testid="clock-words">${clockWords}</p>` : ""}
    <label class="check"><input type="checkbox" .checked=${midiClock} data-testid="midi-clock"
      @change=${(event: Event) => links.app.midi.sendClock((event.target as HTMLInputElement).checked)} /> send clock, start and stop to the MIDI output</label>`;
}
