import type { Mixer } from "./mixer";
import { burst, envelope, level, tone, type Voice } from "./voice";

/** Joins the parts of a voice, sends them to the dry bus and, by `room`, to the room. */
function out(mixer: Mixer, parts: readonly AudioNode[], room: number): GainNode {
  const sum = mixer.context.createGain();
  parts.forEach((part) => part.connect(sum));
  sum.connect(mixer.dry);
  sum.connect(new GainNode(mixer.context, { gain: room })).connect(mixer.room);
  return sum;
}

/** A falling sine with a beater's click; a harder stroke clicks more and falls from higher. */
export const kick: Voice = (mixer, time, velocity) => {
  const loud = level(velocity);
  const body = tone(mixer, time, { type: "sine", from: 120 + 130 * velocity, to: 47, fall: 0.09, decay: 0.42, peak: loud });
  const click = burst(mixer, time, {
    source: mixer.noise, filter: "lowpass", frequency: 1500 + 5000 * velocity, q: 0.5, decay: 0.018, peak: 0.4 * loud * velocity,
  });
  return out(mixer, [body, click], 0.02);
};

/** Two skin tones under a rattle of wires; ghost notes lose the bright part of the wires. */
export const snare: Voice = (mixer, time, velocity) => {
  const loud = level(velocity);
  const low = tone(mixer, time, { type: "triangle", from: 240, to: 178, fall: 0.05, decay: 0.13, peak: 0.5 * loud });
  const high = tone(mixer, time, { type: "triangle", from: 420, to: 330, fall: 0.03, decay: 0.07, peak: 0.28 * loud });
  const wires = burst(mixer, time, {
    source: mixer.noise, filter: "highpass", frequency: 1500, q: 0.4, decay: 0.1 + 0.14 * velocity, peak: 0.62 * loud,
  });
  const shine = new BiquadFilterNode(mixer.context, { type: "lowpass", frequency: 3500 + 11000 * velocity });
  wires.connect(shine);
  return out(mixer, [low, high, shine], 0.22);
};

function hat(decay: number): Voice {
  return (mixer, time, velocity) => {
    const loud = level(velocity);
    const ring = burst(mixer, time, {
      source: mixer.metal, filter: "bandpass", frequency: 9500 + 1500 * velocity, q: 0.9, decay, peak: 0.95 * loud,
    });
    const edge = new BiquadFilterNode(mixer.context, { type: "highpass", frequency: 7800 - 1200 * velocity });
    ring.connect(edge);
    const tick = burst(mixer, time, {
      source: mixer.noise, filter: "highpass", frequency: 9000, q: 0.5, decay: 0.02, peak: 0.3 * loud * velocity,
    });
    return out(mixer, [edge, tick], 0.06);
  };
}

export const closedHat = hat(0.11);
export const openHat = hat(0.5);

/** A tom tuned to `pitch` hertz, with a little skin noise. */
export function tom(pitch: number): Voice {
  return (mixer, time, velocity) => {
    const loud = level(velocity);
    const skin = tone(mixer, time, {
      type: "sine", from: pitch * (1.35 + 0.4 * velocity), to: pitch, fall: 0.11, decay: 0.34, peak: 0.75 * loud,
    });
    const stick = burst(mixer, time, {
      source: mixer.noise, filter: "bandpass", frequency: pitch * 9, q: 0.8, decay: 0.035, peak: 0.22 * loud * velocity,
    });
    return out(mixer, [skin, stick], 0.2);
  };
}

/** Three quick slaps and a tail, as a room of hands sounds. */
export const clap: Voice = (mixer, time, velocity) => {
  const loud = level(velocity);
  const hands = [0, 0.011, 0.021].map((late) =>
    burst(mixer, time + late, { source: mixer.noise, filter: "bandpass", frequency: 1250, q: 1.6, decay: 0.025, peak: 1.3 * loud }),
  );
  const tail = burst(mixer, time + 0.029, {
    source: mixer.noise, filter: "bandpass", frequency: 1100 + 400 * velocity, q: 1.2, decay: 0.17, peak: 1.05 * loud,
  });
  return out(mixer, [...hands, tail], 0.3);
};

/** A stick on the edge: two high woods, very short. */
export const rim: Voice = (mixer, time, velocity) => {
  const loud = level(velocity);
  const wood = tone(mixer, time, { type: "triangle", from: 1750, to: 1650, fall: 0.02, decay: 0.035, peak: 0.5 * loud });
  const shell = tone(mixer, time, { type: "triangle", from: 520, to: 480, fall: 0.02, decay: 0.045, peak: 0.42 * loud });
  return out(mixer, [wood, shell], 0.16);
};

export const crash: Voice = (mixer, time, velocity) => {
  const loud = level(velocity);
  const brass = burst(mixer, time, {
    source: mixer.metal, filter: "bandpass", frequency: 6200, q: 0.4, decay: 1.5, peak: 0.4 * loud,
  });
  const spray = burst(mixer, time, {
    source: mixer.noise, filter: "highpass", frequency: 5200, q: 0.3, decay: 0.9, peak: 0.22 * loud,
  });
  return out(mixer, [brass, spray], 0.3);
};

export const ride: Voice = (mixer, time, velocity) => {
  const loud = level(velocity);
  const bow = burst(mixer, time, {
    source: mixer.metal, filter: "bandpass", frequency: 8200, q: 0.7, decay: 0.75, peak: 0.4 * loud,
  });
  const ping = new OscillatorNode(mixer.context, { type: "triangle", frequency: 3150 });
  const ringing = envelope(mixer, time, 0.1 * loud * (0.5 + velocity), 0.3);
  ping.connect(ringing);
  ping.start(time);
  ping.stop(time + 0.32);
  return out(mixer, [bow, ringing], 0.12);
};
