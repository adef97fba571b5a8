import type { Drum } from "../grid";
import type { Mixer } from "./mixer";
import { frequencyOf, noteVoice } from "./notes";
import type { Voice } from "./voice";
import { clap, closedHat, crash, kick, openHat, ride, rim, snare, tom } from "./voices";

const voices: readonly [RegExp, Voice][] = [
  [/kick|bass/, kick],
  [/snare/, snare],
  [/open/, openHat],
  [/hat|pedal/, closedHat],
  [/low.*tom|floor/, tom(82)],
  [/mid.*tom/, tom(118)],
  [/high.*tom|hi.*tom/, tom(164)],
  [/tom/, tom(118)],
  [/clap/, clap],
  [/crash|cymbal/, crash],
  [/ride/, ride],
];

/** The voice of a drum, by its name; what has no name of its own sounds as a rim. */
export function voiceOf(drum: Drum): Voice {
  const name = drum.name.toLowerCase();
  return voices.find(([pattern]) => pattern.test(name))?.[1] ?? rim;
}

/** What a note is besides its velocity. */
export interface Tone {
  readonly pitch: number;
  readonly seconds: number;
}

/** What plays a grid's rows. A closed hat cuts an open one short, as the pedal does, and a note ends the one before it in its row. */
export class Kit {
  private readonly voices: readonly Voice[];
  private ringing: GainNode | null = null;
  private readonly held = new Map<number, GainNode>();

  constructor(
    private readonly mixer: Mixer,
    private readonly drums: readonly Drum[],
  ) {
    this.voices = drums.map(voiceOf);
  }

  strike(drum: number, time: number, velocity: number, tone?: Tone): void {
    const role = this.drums[drum]?.role;
    if (role) {
      this.play(drum, noteVoice(role), time, velocity, tone ?? { pitch: 60, seconds: 0.2 });
      return;
    }
    const voice = this.voices[drum];
    if (!voice) {
      return;
    }
    const when = Math.max(time, this.mixer.context.currentTime);
    if (voice === closedHat || voice === openHat) {
      this.ringing?.gain.setTargetAtTime(0, when, 0.008);
      this.ringing = null;
    }
    const sound = voice(this.mixer, when, velocity);
    if (voice === openHat) {
      this.ringing = sound;
    }
  }

  /** Silences what still rings. */
  choke(): void {
    [this.ringing, ...this.held.values()].forEach((sound) => sound?.gain.setTargetAtTime(0, this.mixer.context.currentTime, 0.01));
    this.ringing = null;
    this.held.clear();
  }

  private play(row: number, voice: ReturnType<typeof noteVoice>, time: number, velocity: number, { pitch, seconds }: Tone): void {
    const when = Math.max(time, this.mixer.context.currentTime);
    this.held.get(row)?.gain.setTargetAtTime(0, when, 0.012);
    this.held.set(row, voice(this.mixer, when, seconds, frequencyOf(pitch), velocity));
  }
}
