import { lagOf } from "./lag";
import type { Calibration } from "./links-state";

/** Sounds a click that is to be heard at a moment of `performance.now()`. */
export type Click = (moment: number) => void;

export interface Lags {
  /** Milliseconds by which taps came after the page's clicks. */
  readonly page: number;
  /** The same after the device's clicks, where one was measured. */
  readonly device: number | null;
}

const between = 600;
const leadIn = 800;
const clicksEach = 8;
const unmeasured = 2;
const sendAhead = 150;
const tooFew = "Too few taps fell near the clicks: press again, and tap with each one that you hear.";

/**
 * Measures how late an output is heard by a person's taps: on the page's own clicks, then on the device's. What a person's hands have in common
 * with both cancels out of the difference.
 */
export class Calibrator {
  private timer: ReturnType<typeof setInterval> | undefined;
  private taps: number[] = [];
  private label = "";

  constructor(
    private readonly show: (calibration: Calibration) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isListening(): boolean {
    return this.timer !== undefined;
  }

  /** `device` is left out where the page itself is measured; `done` gets what was found, and answers with words for the person. */
  start(label: string, page: Click, device: Click | null, done: (lags: Lags) => string): void {
    this.cancel();
    [this.taps, this.label] = [[], label];
    const outputs = device ? [page, device] : [page];
    const first = this.now() + leadIn;
    const rounds = outputs.map((_, i) => Array.from({ length: clicksEach + unmeasured }, (_, n) => first + (i * (clicksEach + unmeasured + 1) + n) * between));
    const waiting = rounds.flatMap((moments, i) => moments.map((moment) => ({ moment, click: outputs[i], to: i === 0 ? ("page" as const) : ("device" as const) })));
    const end = (waiting.at(-1)?.moment ?? 0) + between;
    this.tell("page");
    this.timer = setInterval(() => {
      while (waiting[0] && waiting[0].moment < this.now() + sendAhead) {
        const next = waiting.shift();
        next?.click?.(next.moment);
        this.tell(next?.to ?? "page");
      }
      if (this.now() > end) {
        this.finish(rounds.map((moments) => lagOf(moments.slice(unmeasured), this.taps)), done);
      }
    }, 40);
  }

  /** `at` is a moment of `performance.now()`. */
  tap(at: number): void {
    if (this.isListening) {
      this.taps.push(at);
      this.tell(this.to);
    }
  }

  cancel(): void {
    if (this.isListening) {
      this.end({ step: "asleep" });
    }
  }

  private to: "page" | "device" = "page";

  private tell(to: "page" | "device"): void {
    this.to = to;
    this.show({ step: "listening", to, label: this.label, taps: this.taps.length });
  }

  private finish([page = null, device = null]: readonly (number | null)[], done: (lags: Lags) => string): void {
    const isWhole = page !== null && (device !== null || this.to === "page");
    this.end({ step: "done", words: isWhole ? done({ page, device }) : tooFew });
  }

  private end(calibration: Calibration): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.show(calibration);
  }
}
