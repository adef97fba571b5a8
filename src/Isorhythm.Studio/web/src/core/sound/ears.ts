/** What of an audio context tells when its sound leaves the loudspeaker. */
export interface Speaker {
  readonly currentTime: number;
  getOutputTimestamp?(): AudioTimestamp;
}

/**
 * The audio clock as a listener has it: a stroke belongs to what its player heard at that moment, not to what the computer
 * was just working out. Translates between `performance.now()` in milliseconds and the audio clock in seconds.
 */
export class Ears {
  constructor(
    private readonly speaker: Speaker,
    private readonly now: () => number = () => performance.now(),
  ) {}

  timeAt(milliseconds: number): number {
    const { time, at } = this.stamp();
    return time + (milliseconds - at) / 1000;
  }

  momentOf(time: number): number {
    const stamp = this.stamp();
    return stamp.at + (time - stamp.time) * 1000;
  }

  private stamp(): { time: number; at: number } {
    const stamp = this.speaker.getOutputTimestamp?.();
    return stamp?.contextTime && stamp.performanceTime
      ? { time: stamp.contextTime, at: stamp.performanceTime }
      : { time: this.speaker.currentTime, at: this.now() };
  }
}
