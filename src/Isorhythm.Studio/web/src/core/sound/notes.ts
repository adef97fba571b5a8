import type { Role } from "../grid";
import type { Mixer } from "./mixer";
import { level } from "./voice";

/** Plays a note at `time` (audio clock, seconds) for `seconds`; `velocity` 0..1. Returns what a choke silences. */
export type NoteVoice = (mixer: Mixer, time: number, seconds: number, frequency: number, velocity: number) => GainNode;

/** How a note grows, stays and goes, in seconds; `sustain` is the share of its peak that it falls to while it is held, within `decay`. */
interface Shape {
  readonly attack: number;
  readonly decay: number;
  readonly sustain: number;
  readonly release: number;
}

/** Of two oscillators a little apart, through a filter that opens with the velocity. */
interface Timbre extends Shape {
  readonly waves: readonly (readonly [type: OscillatorType, times: number, cents: number, level: number])[];
  /** The filter's frequency in multiples of the note's, for the softest and the loudest note, and what it falls to while the note is held. */
  readonly filter: readonly [soft: number, loud: number, rest: number];
  readonly resonance: number;
  readonly peak: number;
  readonly room: number;
}

const timbres: Record<Role, Timbre> = {
  melody: {
    waves: [["triangle", 1, 0, 0.8], ["sawtooth", 1, 6, 0.22], ["sine", 2, 0, 0.16]],
    filter: [2.5, 9, 0.55], resonance: 0.8, peak: 0.3, room: 0.3,
    attack: 0.006, decay: 0.5, sustain: 0.55, release: 0.09,
  },
  bass: {
    waves: [["sawtooth", 1, 0, 0.6], ["sine", 1, 0, 0.8], ["square", 0.5, 3, 0.1]],
    filter: [2.2, 8, 0.4], resonance: 2.2, peak: 0.42, room: 0.02,
    attack: 0.004, decay: 0.35, sustain: 0.6, release: 0.06,
  },
  keys: {
    waves: [["sine", 1, 0, 0.8], ["triangle", 1, -4, 0.4], ["sine", 4, 0, 0.12], ["sine", 7, 0, 0.04]],
    filter: [3, 14, 0.35], resonance: 0.5, peak: 0.28, room: 0.24,
    attack: 0.003, decay: 1.1, sustain: 0.18, release: 0.16,
  },
  strings: {
    waves: [["sawtooth", 1, -8, 0.4], ["sawtooth", 1, 8, 0.4], ["sawtooth", 1, 0, 0.3]],
    filter: [2, 6, 0.9], resonance: 0.4, peak: 0.17, room: 0.45,
    attack: 0.07, decay: 0.6, sustain: 0.85, release: 0.28,
  },
};

// Nothing is heard of a note that is shorter; an attack that is cut off would click.
const shortest = 0.03;
// Above what a young ear hears, a filter only costs.
const highest = 16000;

/** The hertz of a MIDI pitch, A4 at 440. */
export function frequencyOf(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}

/** The voice of a role. A harder stroke is brighter, not only louder. */
export function noteVoice(role: Role): NoteVoice {
  const timbre = timbres[role];
  return (mixer, time, seconds, frequency, velocity) => {
    const end = time + Math.max(shortest, seconds);
    const last = end + timbre.release * 5;
    const filter = new BiquadFilterNode(mixer.context, { type: "lowpass", Q: timbre.resonance });
    open(filter.frequency, timbre, time, frequency, velocity);
    for (const [type, times, cents, gain] of timbre.waves) {
      const wave = new OscillatorNode(mixer.context, { type, frequency: frequency * times, detune: cents });
      wave.connect(new GainNode(mixer.context, { gain })).connect(filter);
      wave.start(time);
      wave.stop(last);
    }
    const shape = new GainNode(mixer.context, { gain: 0 });
    grow(shape.gain, timbre, time, end, timbre.peak * level(velocity));
    // What a choke silences comes after the shape, so that the two do not meet on one parameter.
    const out = mixer.context.createGain();
    filter.connect(shape).connect(out);
    out.connect(mixer.dry);
    out.connect(new GainNode(mixer.context, { gain: timbre.room })).connect(mixer.room);
    return out;
  };
}

function open(parameter: AudioParam, { filter: [soft, loud, rest], decay }: Timbre, time: number, frequency: number, velocity: number): void {
  const bright = Math.min(highest, frequency * (soft + (loud - soft) * velocity ** 1.5));
  parameter.setValueAtTime(bright, time);
  parameter.setTargetAtTime(Math.max(frequency, bright * rest), time, decay / 2);
}

function grow(gain: AudioParam, { attack, decay, sustain, release }: Timbre, time: number, end: number, peak: number): void {
  const top = Math.min(time + attack, end);
  gain.setValueAtTime(0, time);
  gain.linearRampToValueAtTime(peak, top);
  gain.setTargetAtTime(peak * sustain, top, decay / 3);
  gain.setTargetAtTime(0, end, release);
}
