/** The place nearest to `quarter` that lies in its bar as `beat` lies in its own: bars of `quantum` beats begin at whole multiples of it. */
export function closestMatch(quarter: number, beat: number, quantum: number): number {
  return beat + Math.round((quarter - beat) / quantum) * quantum;
}

/** Where the next bar begins, at `beat` or after it. */
export function nextMatch(beat: number, quantum: number): number {
  return Math.ceil(beat / quantum) * quantum;
}
