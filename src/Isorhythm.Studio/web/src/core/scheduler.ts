/** What the scheduler must know of the music: how fast, how fine, and what to do when a step comes near. */
export interface Score {
  readonly stepsPerQuarter: number;
  /** How much before its step a stroke may sound, in quarters; half a step unless it says otherwise. */
  readonly early?: number;
  /** Sounds everything that belongs to this step; `time` and `duration` in seconds of the audio clock. */
  step(step: number, time: number, duration: number): void;
  /** One of MIDI's 24 ticks a quarter. */
  tick(tick: number, time: number): void;
}

const lookAhead = 0.1;
const startDelay = 0.06;
// What sounds as soon as this is left as it is: the audio clock may have begun to render it.
const tooSoon = 0.006;
const hardlyLate = 0.03;
const furthestBehind = 0.5;
const hardestLean = 0.1;
const ticksPerQuarter = 24;

/**
 * Turns steps into times on the audio clock, a tenth of a second before they sound: a slow timer asks often, the audio
 * clock decides when. Positions are quarters since the start.
 */
export class Scheduler {
  private anchorTime = 0;
  private anchorQuarter = 0;
  private nextStep = 0;
  private nextTick = 0;
  /** Steps before this one stand: they were handed out under another count or tempo. */
  private firm = 0;
  private beatsPerMinute = 120;
  private running = false;

  constructor(
    private readonly now: () => number,
    private readonly score: Score,
  ) {}

  get playing(): boolean {
    return this.running;
  }

  get startTime(): number {
    return this.anchorTime;
  }

  start(): void {
    this.begin(this.now() + startDelay, 0);
  }

  /** Begins so that `quarter` lies at `time`, which may have passed: what should have sounded by now is left out, but for what is hardly late. */
  begin(time: number, quarter: number): void {
    this.anchorTime = time;
    this.anchorQuarter = quarter;
    // What was handed out before a leap sounds anyway, and must not sound twice.
    const first = Math.max(quarter, this.quarterAt(this.running ? this.now() + lookAhead : this.now() - hardlyLate));
    this.nextStep = Math.max(0, Math.ceil(first * this.score.stepsPerQuarter - 1e-6));
    this.nextTick = Math.ceil((this.nextStep * ticksPerQuarter) / this.score.stepsPerQuarter);
    this.firm = this.nextStep;
    this.running = true;
    this.pump();
  }

  /**
   * Keeps to a clock that is at `quarter` at `time`: takes its tempo, and leans so that the distance to it is gone within two beats. False, and nothing
   * is done, where it is too far off for that.
   */
  follow(quarter: number, time: number, beatsPerMinute: number): boolean {
    const behind = quarter + ((this.stepTime() - time) * beatsPerMinute) / 60 - this.nextStep / this.score.stepsPerQuarter;
    if (Math.abs(behind) > furthestBehind) {
      return false;
    }
    this.tempo = beatsPerMinute * (1 + Math.min(hardestLean, Math.max(-hardestLean, behind / 2)));
    return true;
  }

  stop(): void {
    this.running = false;
  }

  /** Counts finer from now on: so many steps where there was one. The music goes on. */
  refine(times: number): void {
    this.nextStep *= times;
    this.firm = this.nextStep;
  }

  /** A new tempo holds from the first step that has not been handed out yet. */
  set tempo(beatsPerMinute: number) {
    const quarter = this.nextStep / this.score.stepsPerQuarter;
    this.anchorTime = this.timeAt(quarter);
    this.anchorQuarter = quarter;
    this.firm = this.nextStep;
    this.beatsPerMinute = beatsPerMinute;
  }

  get tempo(): number {
    return this.beatsPerMinute;
  }

  /** Hands out every step and tick that begins within the look-ahead. A stroke may be half a step early: so much sooner. */
  pump(): void {
    if (!this.running) {
      return;
    }
    this.skipWhatIsLost();
    const stepSeconds = 60 / this.beatsPerMinute / this.score.stepsPerQuarter;
    const early = this.score.early ?? 0.5 / this.score.stepsPerQuarter;
    const horizon = this.now() + lookAhead + (early * 60) / this.beatsPerMinute;
    for (let time = this.stepTime(); time < horizon; time = this.stepTime()) {
      this.ticksBefore(this.nextStep + 1);
      this.score.step(this.nextStep, time, stepSeconds);
      this.nextStep++;
    }
  }

  /**
   * Takes back the last steps, which are then handed out again, but for their ticks: those that lie ahead, and of which nothing has begun before `soonest`
   * as `begins` tells. Returns the first of them.
   */
  takeBack(begins: (step: number) => number): number {
    const soonest = this.now() + tooSoon;
    for (let step = this.nextStep - 1; step >= this.firm; step--) {
      if (Math.min(begins(step), this.timeAt(step / this.score.stepsPerQuarter)) < soonest) {
        break;
      }
      this.nextStep = step;
    }
    return this.nextStep;
  }

  /** Quarters since the start at a time of the audio clock; negative before the first. */
  quarterAt(time: number): number {
    return this.anchorQuarter + ((time - this.anchorTime) * this.beatsPerMinute) / 60;
  }

  private timeAt(quarter: number): number {
    return this.anchorTime + ((quarter - this.anchorQuarter) * 60) / this.beatsPerMinute;
  }

  private stepTime(): number {
    return this.timeAt(this.nextStep / this.score.stepsPerQuarter);
  }

  private ticksBefore(step: number): void {
    const end = (step * ticksPerQuarter) / this.score.stepsPerQuarter;
    for (; this.nextTick < end; this.nextTick++) {
      this.score.tick(this.nextTick, this.timeAt(this.nextTick / ticksPerQuarter));
    }
  }

  /** After a long sleep (a laptop's lid), the music goes on from now rather than catching up in a burst. */
  private skipWhatIsLost(): void {
    const late = this.now() - this.stepTime();
    if (late > 0.5) {
      this.anchorTime += late + startDelay;
    }
  }
}
