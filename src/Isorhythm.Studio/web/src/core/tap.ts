/** What the instrument plays, in beats per minute. */
export const slowest = 40;
export const fastest = 300;
const forgetAfter = 2000;
const remembered = 8;

/** Tempo from taps: the mean of the last few intervals; two seconds of silence begin anew. */
export class TapTempo {
  private taps: number[] = [];

  /** Takes the time of a tap in milliseconds; returns beats per minute from the second tap on. */
  tap(at: number): number | null {
    const last = this.taps.at(-1);
    if (last === undefined || at - last > forgetAfter) {
      this.taps = [at];
      return null;
    }
    this.taps = [...this.taps, at].slice(-remembered);
    const interval = (at - (this.taps[0] ?? at)) / (this.taps.length - 1);
    return limitTempo(60000 / interval);
  }
}

/** The tempo in steps of 0.1 within what the instrument plays. */
export function limitTempo(beatsPerMinute: number): number {
  return Math.round(Math.min(fastest, Math.max(slowest, beatsPerMinute)) * 10) / 10;
}
