import type { Drum } from "../grid";
import type { Mixer } from "./mixer";
import { frequencyOf, type NoteVoice, noteVoice } from "./notes";
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

  /** Returns what takes the stroke back before it sounds, and with it what it would have cut short; the latest stroke first. */
  strike(drum: number, time: number, velocity: number, tone?: Tone): () => void {
    const role = this.drums[drum]?.role;
    const when = Math.max(time, this.mixer.context.currentTime);
    if (role) {
      return this.play(drum, noteVoice(role), when, velocity, tone ?? { pitch: 60, seconds: 0.2 });
    }
    const voice = this.voices[drum];
    const sound = voice?.(this.mixer, when, velocity);
    if (voice !== closedHat && voice !== openHat) {
      return () => sound?.disconnect();
    }
    const before = this.ringing;
    before?.gain.setTargetAtTime(0, when, 0.008);
    this.ringing = (voice === openHat && sound) || null;
    return () => {
      sound?.disconnect();
      before?.gain.cancelScheduledValues(when);
      this.ringing = before;
    };
  }

  /** Silences what still rings. */
  choke(): void {
    [this.ringing, ...this.held.values()].forEach((sound) => sound?.gain.setTargetAtTime(0, this.mixer.context.currentTime, 0.01));
    this.ringing = null;
    this.held.clear();
  }

  private play(row: number, voice: NoteVoice, when: number, velocity: number, { pitch, seconds }: Tone): () => void {
    const before = this.held.get(row);
    before?.gain.setTargetAtTime(0, when, 0.012);
    const sound = voice(this.mixer, when, seconds, frequencyOf(pitch), velocity);
    this.held.set(row, sound);
    return () => {
      sound.disconnect();
      before?.gain.cancelScheduledValues(when);
      if (before) {
        this.held.set(row, before);
      } else {
        this.held.delete(row);
      }
    };
  }
}
