import { lineThrough, median, type Tick } from "./line";

/** What a clock outside says of itself. */
export interface Beat {
  /** Quarters since its start, at `at`; null while it is stopped. */
  readonly quarter: number | null;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  readonly beatsPerMinute: number;
}

export interface ClockListener {
  /** A tick that was understood. */
  beat(beat: Beat): void;
  /** The first tick after a start or a continue: the music is at `quarter` at that moment. */
  started(quarter: number, at: number): void;
  stopped(): void;
  /** Another tempo at once, or a leap to another place. */
  jumped(): void;
  /** Nothing came for a while although it was never stopped. */
  lost(): void;
}

const ticksPerQuarter = 24;
const ticksPerSixteenth = 6;
/** Two quarters: long enough for three milliseconds of jitter to average out, short enough to follow a ramp. */
const longestWindow = 48;
const shortestWindow = 12;
const anotherTempo = 0.1;
/** Intervals that the usual one is taken from, and how far one may lie from it before it is a tick too many or one that was lost. */
const recent = 9;
const tooShort = 0.3;
const tooLong = 1.6;
const mostLost = 12;
/** So many odd ticks on end are no accident: the clock has another tempo. */
const oddOnEnd = 4;
/** Milliseconds. No clock that music can follow ticks faster; one that is silent for so long is gone. */
const soonest = 1.5;
const patience = 500;
const slowestTempo = 25;
const fastestTempo = 350;

/**
 * Follows MIDI clock, 24 ticks a quarter: a straight line through the last two quarters gives tempo and place, so that no tick is chased. A tick that
 * came twice or was lost is known by its interval and counted rightly. Times are milliseconds of `performance.now()`.
 */
export class ClockIn {
  private ticks: readonly Tick[] = [];
  private intervals: readonly number[] = [];
  /** Ticks on end that came too soon or too late, with the count before each. */
  private odd: Tick[] = [];
  private count = 0;
  private last = -Infinity;
  /** The song's position, in ticks, at the tick `origin`. */
  private position = 0;
  private origin = 0;
  private state: "stopped" | "armed" | "running" = "stopped";
  private ticking = false;

  constructor(private readonly listener: ClockListener) {}

  /** Whether ticks come. */
  get isTicking(): boolean {
    return this.ticking;
  }

  /** Takes a message of an input; what is none of a clock's is left alone. */
  hear(data: ArrayLike<number>, at: number): void {
    switch (data[0]) {
      case 0xf8:
        return this.tick(at);
      case 0xfa:
        this.position = 0;
        this.state = "armed";
        return;
      case 0xfb:
        this.state = "armed";
        return;
      case 0xfc:
        return this.stop();
      case 0xf2:
        return this.goTo((((data[1] ?? 0) & 0x7f) | (((data[2] ?? 0) & 0x7f) << 7)) * ticksPerSixteenth);
    }
  }

  /** Must be called now and then: what does not come is not heard. */
  watch(now: number): void {
    if (this.ticking && now - this.last > patience) {
      const wasRunning = this.state === "running";
      this.ticking = false;
      this.state = "stopped";
      this.forget();
      if (wasRunning) {
        this.listener.lost();
      }
    }
  }

  private stop(): void {
    const wasRunning = this.state === "running";
    if (wasRunning) {
      this.position += this.count - this.origin + 1;
    }
    this.state = "stopped";
    if (wasRunning) {
      this.listener.stopped();
    }
  }

  private goTo(position: number): void {
    this.position = position;
    this.origin = this.count + 1;
    if (this.state === "running") {
      this.listener.jumped();
    }
  }

  private tick(at: number): void {
    if (at - this.last < soonest) {
      return;
    }
    this.ticking = true;
    const ratio = this.intervals.length < recent ? 1 : (at - this.last) / median(this.intervals);
    const isOdd = ratio < tooShort || ratio > tooLong;
    if (this.state === "armed") {
      this.begin(at, isOdd);
    } else if (isOdd) {
      this.judge(at, ratio);
    } else {
      this.odd = [];
      this.accept(at);
    }
    this.tell();
  }

  private begin(at: number, isOdd: boolean): void {
    if (isOdd) {
      // The pause before a start says nothing of the tempo.
      this.forget();
    }
    this.accept(at);
    this.origin = this.count;
    this.state = "running";
    this.listener.started(this.position / ticksPerQuarter, at);
  }

  private judge(at: number, ratio: number): void {
    this.odd.push({ count: this.count, at });
    if (this.odd.length >= oddOnEnd || ratio > mostLost) {
      this.takeUpAnew();
    } else if (ratio > tooLong) {
      this.count += Math.round(ratio);
      this.last = at;
      this.ticks = [...this.ticks, { count: this.count, at }].slice(-longestWindow);
    }
  }

  /** The odd ticks were right, one for each count: the line begins again with them. */
  private takeUpAnew(): void {
    const { odd } = this;
    this.forget();
    this.count = odd[0]?.count ?? this.count;
    odd.forEach(({ at }) => this.accept(at));
    this.jumped();
  }

  private accept(at: number): void {
    if (this.ticks.length > 0) {
      this.intervals = [...this.intervals, at - this.last].slice(-recent);
    }
    this.count++;
    this.last = at;
    this.ticks = [...this.ticks, { count: this.count, at }].slice(-longestWindow);
    this.noticeAnotherTempo();
  }

  /** The line bends where a tempo changes at once: what was before the bend is left behind. */
  private noticeAnotherTempo(): void {
    const newest = this.ticks.slice(-shortestWindow - 1);
    if (this.ticks.length >= 2 * newest.length) {
      const [before, now] = [lineThrough(this.ticks.slice(0, -shortestWindow)).slope, lineThrough(newest).slope];
      if (Math.abs(now / before - 1) > anotherTempo && Math.abs(now / lineThrough(this.ticks).slope - 1) > anotherTempo) {
        this.ticks = newest;
        this.jumped();
      }
    }
  }

  private jumped(): void {
    if (this.state === "running") {
      this.listener.jumped();
    }
  }

  private forget(): void {
    this.ticks = [];
    this.intervals = [];
    this.odd = [];
  }

  private tell(): void {
    const last = this.ticks.at(-1);
    if (!last || this.ticks.length < shortestWindow) {
      return;
    }
    const { slope, middle } = lineThrough(this.ticks);
    const beatsPerMinute = 60_000 / (slope * ticksPerQuarter);
    if (beatsPerMinute >= slowestTempo && beatsPerMinute <= fastestTempo) {
      // Where the line, not this one tick, says that the clock is.
      const count = middle.count + (last.at - middle.at) / slope;
      const quarter = this.state === "running" ? (this.position + count - this.origin) / ticksPerQuarter : null;
      this.listener.beat({ quarter, at: last.at, beatsPerMinute });
    }
  }
}
