import { clockStart, clockStop, noteOff, noteOn, panic, timingClock } from "./messages";

/** What this needs of a MIDI output; `MIDIOutput` is one. */
export interface Sink {
  send(data: number[], timestamp?: number): void;
  /** Drops what was sent for later; not every browser has it. */
  clear?(): void;
}

const longest = 100;
const gap = 5;

/** Plays strokes and clock on a MIDI output. Times are milliseconds of `performance.now()`. */
export class MidiPlayer {
  sink: Sink | null = null;
  /** Added to every time: how much later (or earlier) this output has to be to meet the page's own sound. */
  offset = 0;
  sendsClock = false;
  /** When the last note goes out. */
  lastNote = -Infinity;

  /** `duration` is a step's length in milliseconds: a note ends before the next step could strike it again. */
  strike(pitch: number, velocity: number, at: number, duration: number): void {
    const when = at + this.offset;
    this.lastNote = when;
    this.sink?.send(noteOn(pitch, velocity), when);
    this.sink?.send(noteOff(pitch), when + Math.max(gap, Math.min(longest, duration - gap)));
  }

  start(at: number): void {
    this.clock(clockStart, at);
  }

  tick(at: number): void {
    this.clock(timingClock, at);
  }

  stop(): void {
    this.sink?.clear?.();
    if (this.sendsClock) {
      this.sink?.send([...clockStop]);
    }
  }

  panic(pitches: readonly number[]): void {
    this.sink?.clear?.();
    panic(pitches).forEach((message) => this.sink?.send(message));
  }

  private clock(message: readonly number[], at: number): void {
    if (this.sendsClock) {
      this.sink?.send([...message], at + this.offset);
    }
  }
}
