import { allChannels, clockStart, clockStop, noteOff, noteOn, panic, timingClock } from "./messages";

/** What this needs of a MIDI output; `MIDIOutput` is one. */
export interface Sink {
  send(data: number[], timestamp?: number): void;
  /** Drops what was sent for later; not every browser has it. */
  clear?(): void;
}

const longest = 100;
const gap = 5;

/** A note that has begun, or will, and whose end has not been sent. */
interface Held {
  readonly pitch: number;
  readonly channel: number;
  readonly from: number;
  readonly until: number;
}

/** Plays strokes, notes and clock on a MIDI output. Times are milliseconds of `performance.now()`. */
export class MidiPlayer {
  sink: Sink | null = null;
  /** Added to every time: how much later (or earlier) this output has to be to meet the page's own sound. */
  offset = 0;
  sendsClock = false;
  /** When the last note goes out. */
  lastNote = -Infinity;
  private held: Held[] = [];

  /** `duration` is a step's length in milliseconds: a note ends before the next step could strike it again. */
  strike(pitch: number, velocity: number, at: number, duration: number): void {
    const when = at + this.offset;
    this.lastNote = when;
    this.sink?.send(noteOn(pitch, velocity), when);
    this.sink?.send(noteOff(pitch), when + Math.max(gap, Math.min(longest, duration - gap)));
  }

  /** A note of a channel for `duration` milliseconds. Its end is not sent ahead: a note that comes to lie on it must not be cut off by it. */
  note(channel: number, pitch: number, velocity: number, at: number, duration: number): void {
    const from = at + this.offset;
    this.end(from, (held) => held.channel === channel && held.pitch === pitch);
    this.lastNote = from;
    this.sink?.send(noteOn(pitch, velocity, channel), from);
    this.held.push({ pitch, channel, from, until: from + Math.max(gap, duration - gap) });
  }

  /** Sends the ends of the notes that end before a time. */
  release(before: number): void {
    this.held
      .filter((held) => held.until < before + this.offset)
      .forEach((held) => this.sink?.send(noteOff(held.pitch, held.channel), held.until));
    this.held = this.held.filter((held) => held.until >= before + this.offset);
  }

  start(at: number): void {
    this.clock(clockStart, at);
  }

  tick(at: number): void {
    this.clock(timingClock, at);
  }

  stop(): void {
    this.sink?.clear?.();
    this.end(performance.now(), () => true);
    if (this.sendsClock) {
      this.sink?.send([...clockStop]);
    }
  }

  panic(pitches: readonly number[]): void {
    this.stop();
    panic(pitches, allChannels).forEach((message) => this.sink?.send(message));
  }

  /** Ends notes now, or as soon as they have begun: what was sent ahead cannot always be taken back. */
  private end(now: number, which: (held: Held) => boolean): void {
    this.held.filter(which).forEach((held) => this.sink?.send(noteOff(held.pitch, held.channel), Math.min(held.until, Math.max(now - 1, held.from + gap))));
    this.held = this.held.filter((held) => !which(held));
  }

  private clock(message: readonly number[], at: number): void {
    if (this.sendsClock) {
      this.sink?.send([...message], at + this.offset);
    }
  }
}
