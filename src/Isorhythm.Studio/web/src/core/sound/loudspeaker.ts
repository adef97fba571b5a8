import { Ears } from "./ears";
import { createMixer, type Mixer } from "./mixer";

const patience = 3000;

/** The page's own sound: an audio context, made at the first gesture as browsers require, and when what it plays is heard. */
export class Loudspeaker {
  /** Milliseconds that it is heard later than the browser says, as over a wireless loudspeaker. */
  delay = 0;
  private context: AudioContext | null = null;
  private desk: Mixer | null = null;
  private ears = new Ears({ currentTime: 0 });
  private loudness = 0.8;

  /** What voices play through; null before the first gesture. */
  get mixer(): Mixer | null {
    return this.desk;
  }

  /** The audio clock, in seconds. */
  get now(): number {
    return this.context?.currentTime ?? 0;
  }

  /** What the ear hears of the audio clock now; null before the first gesture. */
  get heard(): number | null {
    return this.context && this.context.currentTime - (this.context.outputLatency || 0) - this.delay / 1000;
  }

  /** Milliseconds between a sound's time and the loudspeaker, as far as the browser knows. */
  get latency(): number {
    return this.context ? (this.context.baseLatency + (this.context.outputLatency || 0)) * 1000 : 0;
  }

  set volume(value: number) {
    this.loudness = value;
    this.desk?.master.gain.setTargetAtTime(value, this.now, 0.02);
  }

  /** Must be called from a gesture the first time. */
  wake(): void {
    if (!this.context) {
      this.context = new AudioContext({ latencyHint: "interactive" });
      this.ears = new Ears(this.context);
      this.desk = createMixer(this.context);
      this.desk.master.gain.value = this.loudness;
    }
    void this.context.resume();
  }

  /** Wakes, and waits until the clock runs. A browser without an output device never resumes, and never says so. */
  async start(): Promise<void> {
    this.wake();
    const silence = new Error("The browser gives no sound. Check that the computer has an output device, then press play again.");
    const tired = new Promise<never>((_, reject) => setTimeout(() => reject(silence), patience));
    await Promise.race([this.context?.resume(), tired]);
  }

  /** The moment of `performance.now()` when what is scheduled for `time` is heard. */
  momentOf(time: number): number {
    return this.ears.momentOf(time) + this.delay;
  }

  /** The time of the audio clock that is heard at a moment of `performance.now()`. */
  timeAt(moment: number): number {
    return this.ears.timeAt(moment - this.delay);
  }
}
