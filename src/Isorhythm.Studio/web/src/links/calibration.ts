import type { MidiOut } from "../core/midi/out";
import { memory } from "../core/memory";
import type { Playback } from "../core/playback";
import type { Store } from "../core/store";
import { Calibrator } from "./calibrator";
import type { LinksState } from "./links-state";

const longestDelay = 500;
const rimshot = { name: "Rim", pitch: 37 };

/** How late each output is heard, measured by taps and kept: the page's own sound, and the MIDI output that is chosen. */
export class Calibration {
  private readonly calibrator: Calibrator;

  constructor(
    private readonly links: Store<LinksState>,
    private readonly playback: Playback,
    private readonly midi: MidiOut,
    private readonly silence: () => void,
  ) {
    this.calibrator = new Calibrator((calibration) => this.links.set({ calibration }));
    this.setDelay(memory.read<number>("audio.delay") ?? 0);
  }

  /** Milliseconds; positive is later than the browser says. */
  setDelay(milliseconds: number): void {
    const delay = Math.min(longestDelay, Math.max(0, Math.round(milliseconds)));
    this.playback.loudspeaker.delay = delay;
    this.links.set({ delay });
    memory.write("audio.delay", delay);
  }

  page(): void {
    this.silence();
    this.calibrator.start("the page", (moment) => this.playback.click(moment), null, ({ page }) => {
      const before = this.playback.loudspeaker.delay;
      this.setDelay(before + page);
      return `Taps came ${milliseconds(page)} after the clicks: the page's sound now counts as ${this.playback.loudspeaker.delay} ms late.`;
    });
  }

  device(label: string): void {
    this.silence();
    const click = (moment: number): void => this.midi.player.strike(rimshot, 0.9, moment, 100);
    this.calibrator.start(label, (moment) => this.playback.click(moment), click, ({ page, device }) => {
      const late = (device ?? page) - page;
      this.midi.setOffset(this.midi.player.offset - late);
      return `${label} was heard ${milliseconds(late)} after the page: it is now sent ${Math.abs(this.midi.player.offset)} ms ${this.midi.player.offset <= 0 ? "earlier" : "later"}.`;
    });
  }

  /** True when it was counted. */
  tap(at: number): boolean {
    this.calibrator.tap(at);
    return this.calibrator.isListening;
  }

  cancel(): void {
    this.calibrator.cancel();
  }
}

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}
