/** Where every voice goes: a dry bus, a send to a small room, and the noises that voices are cut from. */
export interface Mixer {
  readonly context: BaseAudioContext;
  readonly dry: AudioNode;
  readonly room: AudioNode;
  readonly noise: AudioBuffer;
  readonly metal: AudioBuffer;
  readonly master: GainNode;
}

/** Dry and room, gently saturated together, then a limiter so that nothing that is played can clip. */
export function createMixer(context: BaseAudioContext): Mixer {
  const dry = context.createGain();
  const room = context.createGain();
  room.gain.value = 0.5;
  const reverb = new ConvolverNode(context, { buffer: smallRoom(context) });
  const sum = new GainNode(context, { gain: 1 / headroom });
  const warmth = new WaveShaperNode(context, { curve: saturation(), oversample: "2x" });
  const limiter = new DynamicsCompressorNode(context, { threshold: -6, knee: 3, ratio: 20, attack: 0.002, release: 0.12 });
  const master = new GainNode(context, { gain: 0.8 });
  dry.connect(sum);
  room.connect(reverb).connect(sum);
  sum.connect(warmth).connect(limiter).connect(master).connect(context.destination);
  return { context, dry, room, master, noise: whiteNoise(context, 2), metal: metallic(context, 2) };
}

// A drum alone stays below 1; four tracks at once may come to three times as much, and bend softly rather than break.
const headroom = 3;

function saturation(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 3073 }, (_, i) => Math.tanh(1.4 * headroom * (i / 1536 - 1)) / Math.tanh(1.4));
}

function whiteNoise(context: BaseAudioContext, seconds: number): AudioBuffer {
  return buffer(context, seconds, () => Math.random() * 2 - 1);
}

/** Six square waves that share no harmonic: the ring of thin brass, as analogue drum machines make it. */
function metallic(context: BaseAudioContext, seconds: number): AudioBuffer {
  const frequencies = [205.3, 304.4, 369.6, 522.7, 540.0, 800.0];
  return buffer(context, seconds, (t) =>
    frequencies.reduce((sum, f) => sum + ((t * f * 1.6) % 1 < 0.5 ? 1 : -1), 0) / 6 + (Math.random() - 0.5) * 0.35,
  );
}

function smallRoom(context: BaseAudioContext): AudioBuffer {
  let smooth = 0;
  return buffer(context, 0.55, (t) => {
    smooth += (Math.random() * 2 - 1 - smooth) * 0.45;
    return t < 0.004 ? 0 : smooth * Math.exp(-t * 9);
  });
}

function buffer(context: BaseAudioContext, seconds: number, sample: (t: number) => number): AudioBuffer {
  const rate = context.sampleRate;
  const made = context.createBuffer(1, Math.ceil(rate * seconds), rate);
  made.copyToChannel(Float32Array.from({ length: made.length }, (_, i) => sample(i / rate)), 0);
  return made;
}
