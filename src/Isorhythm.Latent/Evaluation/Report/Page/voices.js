// What a report's phrases are played with: small relatives of the studio page's voices, in the order of ReportVoice.

// Drums by General MIDI pitch: [kind, how long it rings in seconds, what it is tuned to in hertz].
const drums = {
  35: ["kick", 0.42, 47], 36: ["kick", 0.42, 47], 37: ["rim", 0.04, 1700], 38: ["snare", 0.2, 180], 39: ["clap", 0.2, 1200],
  41: ["tom", 0.38, 82], 43: ["tom", 0.38, 92], 45: ["tom", 0.34, 118], 47: ["tom", 0.34, 128], 48: ["tom", 0.3, 164], 50: ["tom", 0.3, 176],
  42: ["hat", 0.09, 9500], 46: ["hat", 0.45, 9500], 49: ["cymbal", 1.4, 6200], 51: ["cymbal", 0.7, 8200],
};

// Notes: the waves with their gains, how many times the pitch the filter opens, attack, decay, what is held, release, peak.
const timbres = [
  null,
  { waves: [["triangle", 1, 0.8], ["sawtooth", 1.003, 0.2]], open: 7, attack: 0.006, decay: 0.5, sustain: 0.55, release: 0.09, peak: 0.3 },
  { waves: [["sawtooth", 1, 0.6], ["sine", 1, 0.8]], open: 6, attack: 0.004, decay: 0.35, sustain: 0.6, release: 0.06, peak: 0.4 },
  { waves: [["sine", 1, 0.8], ["triangle", 0.998, 0.4], ["sine", 4, 0.12]], open: 10, attack: 0.003, decay: 1.1, sustain: 0.18, release: 0.16, peak: 0.26 },
  { waves: [["sawtooth", 0.995, 0.4], ["sawtooth", 1.005, 0.4]], open: 5, attack: 0.07, decay: 0.6, sustain: 0.85, release: 0.28, peak: 0.17 },
];

/** The instruments on one audio context. `strike` plays [start, length, pitch, velocity, voice] at a time of the audio clock, through `bus`. */
function createBand(context) {
  const limiter = new DynamicsCompressorNode(context, { threshold: -8, knee: 4, ratio: 16, attack: 0.003, release: 0.12 });
  limiter.connect(context.destination);
  const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
  noise.getChannelData(0).forEach((_, i, samples) => (samples[i] = Math.random() * 2 - 1));

  const fall = (time, peak, seconds) => {
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(peak, time);
    gain.gain.exponentialRampToValueAtTime(peak / 1000, time + seconds);
    gain.gain.setValueAtTime(0, time + seconds);
    return gain;
  };
  const tone = (bus, time, type, from, to, seconds, peak) => {
    const wave = new OscillatorNode(context, { type, frequency: from });
    wave.frequency.setValueAtTime(from, time);
    wave.frequency.exponentialRampToValueAtTime(to, time + seconds / 4);
    wave.connect(fall(time, peak, seconds)).connect(bus);
    wave.start(time);
    wave.stop(time + seconds);
  };
  const burst = (bus, time, type, frequency, seconds, peak) => {
    const source = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
    const filter = new BiquadFilterNode(context, { type, frequency, Q: 0.7 });
    source.connect(filter).connect(fall(time, peak, seconds)).connect(bus);
    source.start(time, Math.random() * 0.9);
    source.stop(time + seconds);
  };

  const kinds = {
    kick(bus, time, loud, seconds, low) {
      tone(bus, time, "sine", low * 4, low, seconds, loud);
      burst(bus, time, "lowpass", 4000, 0.02, 0.3 * loud);
    },
    snare(bus, time, loud, seconds, low) {
      tone(bus, time, "triangle", low * 1.4, low, 0.13, 0.5 * loud);
      burst(bus, time, "highpass", 1800, seconds, 0.6 * loud);
    },
    tom: (bus, time, loud, seconds, low) => tone(bus, time, "sine", low * 1.6, low, seconds, 0.8 * loud),
    rim: (bus, time, loud, seconds, high) => tone(bus, time, "triangle", high, high * 0.95, seconds, 0.6 * loud),
    clap: (bus, time, loud, seconds, high) => [0, 0.011, 0.022].forEach((late, i) => burst(bus, time + late, "bandpass", high, i < 2 ? 0.03 : seconds, loud)),
    hat: (bus, time, loud, seconds, high) => burst(bus, time, "highpass", high * 0.8, seconds, 0.4 * loud),
    cymbal(bus, time, loud, seconds, high) {
      burst(bus, time, "bandpass", high, seconds, 0.5 * loud);
      tone(bus, time, "triangle", high / 2, high / 2, 0.3, 0.05 * loud);
    },
  };

  const hold = (bus, time, seconds, pitch, loud, { waves, open, attack, decay, sustain, release, peak }) => {
    const hertz = 440 * 2 ** ((pitch - 69) / 12);
    const end = time + Math.max(seconds, 0.03);
    const top = Math.min(time + attack, end);
    const filter = new BiquadFilterNode(context, { type: "lowpass", frequency: Math.min(14000, hertz * open) });
    const shape = new GainNode(context, { gain: 0 });
    shape.gain.setValueAtTime(0, time);
    shape.gain.linearRampToValueAtTime(peak * loud, top);
    shape.gain.setTargetAtTime(peak * loud * sustain, top, decay / 3);
    shape.gain.setTargetAtTime(0, end, release);
    filter.connect(shape).connect(bus);
    for (const [type, times, gain] of waves) {
      const wave = new OscillatorNode(context, { type, frequency: hertz * times });
      wave.connect(new GainNode(context, { gain })).connect(filter);
      wave.start(time);
      wave.stop(end + 5 * release);
    }
  };

  return {
    /** What one phrase sounds through, so that it can be silenced alone. */
    bus() {
      const bus = new GainNode(context, { gain: 0.7 });
      bus.connect(limiter);
      return bus;
    },
    strike(bus, time, seconds, pitch, velocity, voice) {
      const loud = 0.04 + 0.96 * (velocity / 127) ** 1.6;
      if (voice > 0) {
        hold(bus, time, seconds, pitch, loud, timbres[voice]);
      } else {
        const [kind, ring, tuned] = drums[pitch] ?? drums[37];
        kinds[kind](bus, time, loud, ring, tuned);
      }
    },
  };
}
