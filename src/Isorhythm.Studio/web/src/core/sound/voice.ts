import type { Mixer } from "./mixer";

/** Strikes a drum at `time` (audio clock, seconds), `velocity` 0..1. Returns what a choke silences, if it can be choked. */
export type Voice = (mixer: Mixer, time: number, velocity: number) => GainNode;

/** Amplitude for a velocity: between linear, where ghost notes shout, and square, where they vanish. */
export function level(velocity: number): number {
  return 0.04 + 0.96 * velocity ** 1.6;
}

/** An envelope that jumps to `peak` and falls by `decay` seconds to a thousandth. */
export function envelope(mixer: Mixer, time: number, peak: number, decay: number): GainNode {
  const gain = new GainNode(mixer.context, { gain: 0 });
  gain.gain.setValueAtTime(peak, time);
  gain.gain.exponentialRampToValueAtTime(peak / 1000, time + decay);
  gain.gain.setValueAtTime(0, time + decay);
  return gain;
}

/** A tone that falls from `from` to `to` hertz within `fall` seconds and lives for `decay`. */
export function tone(
  mixer: Mixer,
  time: number,
  sound: { type: OscillatorType; from: number; to: number; fall: number; decay: number; peak: number },
): GainNode {
  const oscillator = new OscillatorNode(mixer.context, { type: sound.type, frequency: sound.from });
  oscillator.frequency.setValueAtTime(sound.from, time);
  oscillator.frequency.exponentialRampToValueAtTime(sound.to, time + sound.fall);
  const gain = envelope(mixer, time, sound.peak, sound.decay);
  oscillator.connect(gain);
  oscillator.start(time);
  oscillator.stop(time + sound.decay + 0.02);
  return gain;
}

/** A burst cut from one of the mixer's noises, through a filter. */
export function burst(
  mixer: Mixer,
  time: number,
  sound: { source: AudioBuffer; filter: BiquadFilterType; frequency: number; q: number; decay: number; peak: number },
): GainNode {
  const noise = new AudioBufferSourceNode(mixer.context, { buffer: sound.source });
  const filter = new BiquadFilterNode(mixer.context, { type: sound.filter, frequency: sound.frequency, Q: sound.q });
  const gain = envelope(mixer, time, sound.peak, sound.decay);
  noise.connect(filter).connect(gain);
  // A different place of the noise each time: no two strokes of a hand are the same.
  noise.start(time, Math.random() * (sound.source.duration - sound.decay - 0.05), sound.decay + 0.02);
  return gain;
}
