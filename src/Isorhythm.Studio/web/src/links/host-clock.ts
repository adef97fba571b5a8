/** How much the studio's clock is ahead of ours, in milliseconds: one question and its answer leave room for so much at least, and at most. */
interface Room {
  readonly least: number;
  readonly most: number;
}

const atFirst = 24;
const eachTime = 8;
/** Five rounds of two seconds: longer, and the two clocks run apart. */
const remembered = 40;
const between = 2000;
/** Milliseconds that two clocks may run apart while an exchange is remembered. */
const apart = 1;

/**
 * How the clock of the studio's machine stands to `performance.now()`: asked several times, every two seconds. An answer was true at some moment between
 * asking and hearing; the middle of what all the last exchanges leave room for is taken, so that the quickest tell most, and one slow way does no harm. Where they leave
 * none, the clock was set anew.
 */
export class HostClock {
  private rooms: readonly Room[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;
  private round = 0;
  private ahead = 0;

  constructor(private readonly ask: () => Promise<number>) {}

  /** Whether anything is known yet. */
  get isKnown(): boolean {
    return this.rooms.length > 0;
  }

  run(on: boolean): void {
    if (on === (this.timer !== undefined)) {
      return;
    }
    clearInterval(this.timer);
    this.timer = on ? setInterval(() => void this.compare(eachTime), between) : undefined;
    this.rooms = [];
    this.round++;
    if (on) {
      void this.compare(atFirst);
    }
  }

  /** The host's clock at a moment of ours. */
  hostAt(moment: number): number {
    return moment + this.ahead;
  }

  /** Our moment of a time of the host's clock. */
  momentOf(host: number): number {
    return host - this.ahead;
  }

  private async compare(times: number): Promise<void> {
    const { round } = this;
    for (let i = 0; i < times; i++) {
      const asked = performance.now();
      try {
        const host = await this.ask();
        if (round !== this.round) {
          return;
        }
        this.take({ least: host - performance.now(), most: host - asked });
      } catch {
        // The studio is away: what is known of its clock holds meanwhile.
        return;
      }
    }
  }

  private take(room: Room): void {
    this.rooms = [...this.rooms, room].slice(-remembered);
    if (this.least > this.most + apart) {
      this.rooms = [room];
    }
    this.ahead = (this.least + this.most) / 2;
  }

  private get least(): number {
    return Math.max(...this.rooms.map(({ least }) => least));
  }

  private get most(): number {
    return Math.min(...this.rooms.map(({ most }) => most));
  }
}
