import type { Drum } from "../grid";
import type { Mixer } from "./mixer";
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

/** A kit that plays a grid's drums. A closed hat cuts an open one short, as the pedal does. */
export class Kit {
  private readonly voices: readonly Voice[];
  private ringing: GainNode | null = null;

  constructor(
    private readonly mixer: Mixer,
    drums: readonly Drum[],
  ) {
    this.voices = drums.map(voiceOf);
  }

  strike(drum: number, time: number, velocity: number): void {
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
    this.ringing?.gain.setTargetAtTime(0, this.mixer.context.currentTime, 0.01);
    this.ringing = null;
  }
}
