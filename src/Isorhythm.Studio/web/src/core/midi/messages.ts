import type { Drum, Role } from "../grid";

const drumChannel = 9;
const channels: Record<Role, number> = { melody: 0, bass: 1, keys: 2, strings: 3 };

/** The channel of a row, counted from 0, unless another is chosen: drums have the tenth, each role one of its own. */
export function usualChannel({ role }: Pick<Drum, "role">): number {
  return role ? channels[role] : drumChannel;
}

export const allChannels: readonly number[] = Array.from({ length: 16 }, (_, channel) => channel);

/** Note on, for the drum channel (10) unless another is named; a stroke is never velocity 0, which would mean note off. */
export function noteOn(pitch: number, velocity: number, channel = drumChannel): number[] {
  return [0x90 | channel, pitch, Math.min(127, Math.max(1, Math.round(velocity * 127)))];
}

export function noteOff(pitch: number, channel = drumChannel): number[] {
  return [0x80 | channel, pitch, 0];
}

export const timingClock: readonly number[] = [0xf8];
export const clockStart: readonly number[] = [0xfa];
export const clockStop: readonly number[] = [0xfc];

/** Everything off: on each channel the two controllers that mean it, and a note off for each of the drums' pitches on theirs. */
export function panic(pitches: readonly number[], channel = drumChannel): number[][] {
  const controllers = allChannels.flatMap((on) => [[0xb0 | on, 120, 0], [0xb0 | on, 123, 0]]);
  return [...controllers, ...pitches.map((pitch) => noteOff(pitch, channel))];
}
