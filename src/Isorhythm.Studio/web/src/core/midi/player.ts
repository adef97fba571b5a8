import type { Drum } from "../grid";
import type { NotesOut } from "./drum-map";
import { clockStart, clockStop, noteOff, noteOn, panic, timingClock, usualChannel } from "./messages";

/** What this needs of a MIDI output; `MIDIOutput` is one. */
export interface Sink {
  send(data: number[], timestamp?: number): void;
  /** Drops what was sent for later; not every browser has it. */
  clear?(): void;
}

const longest = 100;
const gap = 5;

/** A note that has begun, or will, and whose end has not come. That of a short one was sent with it. */
interface Held {
  readonly pitch: number;
  readonly channel: number;
  readonly from: number;
  readonly until: number;
  readonly short: boolean;
}

/** Plays strokes, notes and clock on a MIDI output. Times are milliseconds of `performance.now()`. */
export class MidiPlayer {
  /** Added to every time: how much later (or earlier) this output has to be to meet the page's own sound. */
  offset = 0;
  sendsClock = false;
  /** The notes that play drums on this output, by the drums' names, where they are not the usual ones. */
  notes: NotesOut = {};
  /** The channels of tracks, by their names, where they are not the usual ones. Drums that are no track of a space are "drums". */
  channels: Readonly<Record<string, number>> = {};
  /** When the last note goes out. */
  lastNote = -Infinity;
  private output: Sink | null = null;
  private held: Held[] = [];

  get sink(): Sink | null {
    return this.output;
  }

  /** Another output takes over: what sounds on the old one is ended there. */
  set sink(output: Sink | null) {
    if (output !== this.output) {
      this.silence();
      this.output = output;
    }
  }

  noteOf(row: Drum): number {
    return this.notes[row.name] ?? row.pitch;
  }

  channelOf(row: Drum): number {
    return this.channels[trackOf(row)] ?? usualChannel(row);
  }

  /** `duration` is a step's length in milliseconds: a note ends before the next step could strike it again. */
  strike(row: Drum, velocity: number, at: number, duration: number): void {
    const [pitch, channel] = [this.noteOf(row), this.channelOf(row)];
    const from = at + this.offset;
    const until = from + Math.max(gap, Math.min(longest, duration - gap));
    this.lastNote = from;
    this.send(noteOn(pitch, velocity, channel), from);
    this.send(noteOff(pitch, channel), until);
    this.held.push({ pitch, channel, from, until, short: true });
  }

  /** A note of a channel for `duration` milliseconds. Its end is not sent ahead: a note that comes to lie on it must not be cut off by it. */
  note(channel: number, pitch: number, velocity: number, at: number, duration: number): void {
    const from = at + this.offset;
    this.end(from, (held) => !held.short && held.channel === channel && held.pitch === pitch);
    this.lastNote = from;
    this.send(noteOn(pitch, velocity, channel), from);
    this.held.push({ pitch, channel, from, until: from + Math.max(gap, duration - gap), short: false });
  }

  /** Sends the ends of the notes that end before a time. */
  release(before: number): void {
    const horizon = before + this.offset;
    const ending = this.held.filter((held) => !held.short && held.until < horizon);
    ending.forEach((held) => this.send(noteOff(held.pitch, held.channel), held.until));
    const now = performance.now();
    this.held = this.held.filter((held) => (held.short ? held.until >= now : held.until >= horizon));
  }

  start(at: number): void {
    this.clock(clockStart, at);
  }

  tick(at: number): void {
    this.clock(timingClock, at);
  }

  stop(): void {
    this.silence();
    if (this.sendsClock) {
      this.send([...clockStop]);
    }
  }

  /** What still sounds on a device that was pulled out in the middle of a note ends when it is back. */
  hush(): void {
    panic([]).forEach((message) => this.send(message));
  }

  panic(drums: readonly Drum[]): void {
    this.stop();
    const pitches = [...new Set(drums.map((drum) => this.noteOf(drum)))];
    panic(pitches, drums[0] && this.channelOf(drums[0])).forEach((message) => this.send(message));
  }

  /** What was sent for later is taken back where the browser can, and with it the ends of short notes: they are sent again. */
  private silence(): void {
    this.output?.clear?.();
    const now = performance.now();
    this.end(now, ({ short, until }) => !short || until > now);
    this.held = [];
  }

  /** Ends notes now, or as soon as they have begun: what was sent ahead cannot always be taken back. */
  private end(now: number, which: (held: Held) => boolean): void {
    this.held.filter(which).forEach((held) => this.send(noteOff(held.pitch, held.channel), Math.min(held.until, Math.max(now - 1, held.from + gap))));
    this.held = this.held.filter((held) => !which(held));
  }

  private clock(message: readonly number[], at: number): void {
    if (this.sendsClock) {
      this.send([...message], at + this.offset);
    }
  }

  /** A device that was pulled out while it is sent to must not stop the music. */
  private send(data: number[], at?: number): void {
    try {
      this.output?.send(data, at);
    } catch {
      this.output = null;
    }
  }
}

/** The track that a row belongs to, by its name. */
export function trackOf(row: Drum): string {
  return row.part ?? "drums";
}
