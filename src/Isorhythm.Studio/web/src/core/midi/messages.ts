const drumChannel = 9;

/** Note on for the drum channel (10); a stroke is never velocity 0, which would mean note off. */
export function noteOn(pitch: number, velocity: number): number[] {
  return [0x90 | drumChannel, pitch, Math.min(127, Math.max(1, Math.round(velocity * 127)))];
}

export function noteOff(pitch: number): number[] {
  return [0x80 | drumChannel, pitch, 0];
}

export const timingClock: readonly number[] = [0xf8];
export const clockStart: readonly number[] = [0xfa];
export const clockStop: readonly number[] = [0xfc];

/** Everything off: the two controllers that mean it, and a note off for each of the drums' pitches. */
export function panic(pitches: readonly number[]): number[][] {
  return [[0xb0 | drumChannel, 120, 0], [0xb0 | drumChannel, 123, 0], ...pitches.map(noteOff)];
}
