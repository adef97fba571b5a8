import type { Drum } from "../../core/grid";
import type { MidiPlayer } from "../../core/midi/player";
import { Kit } from "../../core/sound/kit";
import { createMixer, type Mixer } from "../../core/sound/mixer";
import { Ears } from "../../core/sound/ears";

const noteLength = 60;

/** Two drummers and a metronome on one audio clock: the player a little to the left, the machine to the right, darker and further off. */
export class Band {
  readonly context = new AudioContext({ latencyHint: "interactive" });
  readonly ears = new Ears(this.context);
  /** The machine's MIDI channel, 0 to 15; null keeps it within the page. */
  channel: number | null = null;
  private readonly mixer = createMixer(this.context);
  private readonly left = channelOf(this.mixer, -0.2, 0);
  private readonly right = channelOf(this.mixer, 0.28, -5);
  private human: Kit;
  private machine: Kit;

  constructor(
    private drums: readonly Drum[],
    private readonly midi: MidiPlayer,
  ) {
    this.human = new Kit(this.left, drums);
    this.machine = new Kit(this.right, drums);
  }

  get now(): number {
    return this.context.currentTime;
  }

  set volume(value: number) {
    this.mixer.master.gain.setTargetAtTime(value, this.now, 0.02);
  }

  useDrums(drums: readonly Drum[]): void {
    this.drums = drums;
    this.human = new Kit(this.left, drums);
    this.machine = new Kit(this.right, drums);
  }

  /** The player's own stroke: now, for a hand does not wait. */
  strikeNow(drum: number, velocity: number): void {
    this.human.strike(drum, this.now, velocity);
  }

  strikeMachine(drum: number, velocity: number, time: number): void {
    this.machine.strike(drum, time, velocity);
    const row = this.drums[drum];
    if (this.channel !== null && row) {
      const pitch = this.midi.noteOf(row);
      const at = this.ears.momentOf(time) + this.midi.offset;
      this.midi.sink?.send([0x90 | this.channel, pitch, Math.max(1, Math.round(velocity * 127))], at);
      this.midi.sink?.send([0x80 | this.channel, pitch, 0], at + noteLength);
    }
  }

  /** A short wooden tick; the downbeat's is higher. */
  click(time: number, isDownbeat: boolean): void {
    const tick = new OscillatorNode(this.context, { type: "triangle", frequency: isDownbeat ? 1900 : 1250 });
    const gain = new GainNode(this.context, { gain: 0 });
    gain.gain.setValueAtTime(isDownbeat ? 0.3 : 0.17, time);
    gain.gain.exponentialRampToValueAtTime(0.0005, time + 0.045);
    tick.connect(gain).connect(this.mixer.dry);
    tick.start(time);
    tick.stop(time + 0.05);
  }

  choke(): void {
    this.machine.choke();
    this.midi.sink?.clear?.();
  }

  close(): void {
    void this.context.close();
  }
}

/** A place on the stage for one drummer, as a mixer of its own in front of the common one. */
function channelOf(mixer: Mixer, pan: number, brightness: number): Mixer {
  const place = (bus: AudioNode): AudioNode => {
    const shelf = new BiquadFilterNode(mixer.context, { type: "highshelf", frequency: 4500, gain: brightness });
    shelf.connect(new StereoPannerNode(mixer.context, { pan })).connect(bus);
    return shelf;
  };
  return { ...mixer, dry: place(mixer.dry), room: place(mixer.room) };
}
