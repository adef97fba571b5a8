import type { Space, SpaceMap } from "./api";
import { withFrozen } from "./freeze";
import { type Groove, straight } from "./groove";
import { emptyGrid, Head, type InstrumentListener } from "./head";
import type { History } from "./history";
import { memory } from "./memory";
import type { Moment, Setting } from "./moments";
import { emptyPad } from "./pad";
import type { Player } from "./player";
import type { ChangeAt, State } from "./state";
import type { Store } from "./store";
import { limitTempo } from "./tap";
import { partsOf } from "./tracks";

/** A space as it was left: what the page shows of it, and the player that goes on. */
export interface Parked {
  readonly player: Player;
  readonly history: History<Moment>;
  /** Changes while it goes along a path of its own. */
  shown: Pick<State, (typeof belongsToSpace)[number]>;
}

const belongsToSpace = [
  "model", "map", "change", "flatness", "qualities", "rings", "head", "rest", "take", "heard", "waiting", "threshold", "density", "noise", "temperature", "draw", "muted", "frozen",
  "looping", "pad", "paths", "snapshots",
] as const;

/** The instrument: the head on the map, all that a player turns beside it, and the spaces that are taken up and left. */
export class Instrument extends Head {
  constructor(store: Store<State>, listener: InstrumentListener, isHeld: () => boolean) {
    super(store, listener, isHeld);
    this.playAt(memory.read<number>("tempo") ?? 124);
    this.setVolume(memory.read<number>("volume") ?? 0.8);
    this.setChangeAt(memory.read<ChangeAt>("change") ?? "bar");
    this.playIn(memory.read<Groove>("groove") ?? straight);
  }

  /** Leaves the space that is on the map as it sounds. */
  park(): Parked {
    const { state } = this;
    const shown = Object.fromEntries(belongsToSpace.map((key) => [key, state[key]])) as Parked["shown"];
    return { player: this.playback.player, history: this.moments.swap(), shown };
  }

  /** Makes room for another space that sounds beside those that were left. */
  begin(): void {
    this.playback.add(emptyGrid);
    this.store.set({ noise: 0 });
  }

  /** Goes back to a space that was left. */
  take(parked: Parked): void {
    this.playback.select(parked.player);
    const { model, paths, snapshots } = this.state;
    const isSame = model?.name === parked.shown.model?.name;
    this.store.set({ ...parked.shown, ...(isSame ? { paths, snapshots } : {}), corners: null });
    this.moments.swap(parked.history);
  }

  /** Takes up a space. The head begins on its first clip, so that the first sound is music. */
  open(model: Space, map: SpaceMap): void {
    this.moments.swap();
    this.playback.useGrid(model.grid);
    this.store.set({
      model,
      map,
      change: null,
      flatness: null,
      qualities: null,
      rings: null,
      corners: null,
      rest: [],
      take: null,
      density: model.grid.drums.map(() => 0),
      muted: model.grid.drums.map(() => false),
      frozen: model.grid.drums.map(() => false),
      looping: null,
      pad: emptyPad,
    });
    this.playback.muted = this.state.muted;
    const first = map.clips[0];
    this.moveHead(first ?? { x: 0, y: 0 }, "start");
  }

  setRadius(radius: number): void {
    this.moments.begin("radius");
    this.store.set({ radius });
  }

  setThreshold(threshold: number): void {
    this.moments.begin("threshold");
    this.store.set({ threshold });
    this.decideAgain();
  }

  setDensity(drum: number, density: number): void {
    this.moments.begin(`density ${this.grid.drums[drum]?.name ?? ""}`);
    this.store.set({ density: this.state.density.map((old, i) => (i === drum ? density : old)) });
    this.decideAgain();
  }

  setNoise(noise: number): void {
    this.moments.begin("noise");
    this.store.set({ noise });
    if (noise === 0 && this.state.take && this.playback.take?.place !== this.state.head) {
      this.decideAgain();
    }
  }

  /** Lets chance into the notes of a space that has tracks. */
  setTemperature(temperature: number): void {
    this.moments.begin("temperature");
    this.store.set({ temperature });
    this.decoding.run(this.state.head);
  }

  /** Mutes a part, or lets it be heard: a track, or a drum where there are no tracks. */
  toggleMute(part: number): void {
    const [name, rows] = this.part(part);
    const isMuted = rows.every((row) => this.state.muted[row]);
    this.moments.begin(`${isMuted ? "unmute" : "mute"} ${name}`, true);
    const muted = this.state.muted.map((old, i) => (rows.includes(i) ? !isMuted : old));
    this.playback.muted = muted;
    this.store.set({ muted });
  }

  /** Keeps the strokes of a part as they are heard while the rest follows the head, or lets it follow again. */
  toggleFreeze(part: number): void {
    const [name, rows] = this.part(part);
    const { take, heard, noise } = this.state;
    const isFrozen = rows.every((row) => this.state.frozen[row]);
    this.moments.begin(`${isFrozen ? "free" : "freeze"} ${name}`, true);
    const of = this.grid.drums.map((_, row) => rows.includes(row));
    this.store.set({ frozen: this.state.frozen.map((old, i) => (of[i] ? !isFrozen : old)) });
    if (isFrozen && !take?.held) {
      this.decideAgain();
    } else if (!isFrozen && take && heard && noise > 0) {
      this.show({ ...take, pattern: withFrozen(take.pattern, heard.pattern, of) });
    }
  }

  setChangeAt(changeAt: ChangeAt): void {
    this.store.set({ changeAt });
    memory.write("change", changeAt);
  }

  setGroove(groove: Partial<Groove>): void {
    this.moments.begin(groove.quantise === undefined ? "swing" : "quantise");
    this.playIn({ ...this.state.groove, ...groove });
  }

  setTempo(beatsPerMinute: number): void {
    this.moments.begin("tempo");
    this.playAt(limitTempo(beatsPerMinute));
  }

  setVolume(volume: number): void {
    this.playback.loudspeaker.volume = volume;
    this.store.set({ volume });
    memory.write("volume", volume);
  }

  async togglePlay(): Promise<void> {
    try {
      await (this.playback.playing ? this.playback.stop() : this.playback.start());
    } catch (error) {
      this.listener.fail(error);
    }
    this.store.set({ playing: this.playback.playing });
  }

  panic(): void {
    this.playback.panic();
    this.store.set({ playing: false });
  }

  private part(part: number): [string, readonly number[]] {
    const { name, rows } = partsOf(this.grid)[part] ?? { name: "", rows: [] };
    return [name, rows];
  }

  private playAt(tempo: number): void {
    this.playback.tempo = tempo;
    this.store.set({ tempo });
    memory.write("tempo", tempo);
  }

  private playIn(groove: Groove): void {
    this.playback.groove = groove;
    this.store.set({ groove });
    memory.write("groove", groove);
  }

  /** Brings back what a moment of the history has otherwise. */
  protected override restore(change: Partial<Setting>): void {
    const { map } = this.state;
    this.store.set(change.map && change.map !== map ? { ...change, change: null, rings: null, corners: null } : change);
    const { take, head, muted, tempo, groove } = this.state;
    this.playback.muted = muted;
    if (change.tempo) {
      this.playAt(tempo);
    }
    if (change.groove) {
      this.playIn(groove);
    }
    if (take && (take.held || take.place === head)) {
      this.show(take);
    } else {
      this.decoding.run(head);
    }
  }
}
