import { api, type Place, type Space, type SpaceMap } from "./api";
import { clamp, strokes } from "./decode";
import { type Grid, type Pattern, samePattern } from "./grid";
import { History } from "./history";
import { Latest } from "./latest";
import { memory } from "./memory";
import { Playback } from "./playback";
import type { ChangeAt, State } from "./state";
import type { Store } from "./store";
import { limitTempo } from "./tap";
import type { Take } from "./take";
import { strayFrom } from "./stray";

const settleAfter = 350;
const shownHistory = 16;
const emptyGrid: Grid = { stepsPerQuarter: 12, quarters: 8, drums: [], features: [] };

/** The instrument: a head on a map, the pattern it decodes to, and what a player does with both. */
export class Instrument {
  readonly playback: Playback;
  private readonly history = new History<Take>();
  private readonly decoding = new Latest<Place>((place) => this.decode(place));
  private decoded: { place: Place; values: Float32Array } | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;

  /** `fail` gets every error of a call; `heard` every step that sounds. */
  constructor(
    private readonly store: Store<State>,
    private readonly fail: (error: unknown) => void,
    heard: (step: number, pattern: Pattern) => void,
  ) {
    this.playback = new Playback(emptyGrid, { heard, bar: (take) => this.onBar(take) });
    this.setTempo(memory.read<number>("tempo") ?? 124);
    this.setVolume(memory.read<number>("volume") ?? 0.8);
    this.setChangeAt(memory.read<ChangeAt>("change") ?? "bar");
  }

  private get state(): Readonly<State> {
    return this.store.state;
  }

  get grid(): Grid {
    return this.state.model?.grid ?? emptyGrid;
  }

  /** Takes up a space. The head begins on its first clip, so that the first sound is music. */
  open(model: Space, map: SpaceMap): void {
    this.history.clear();
    this.decoded = null;
    this.playback.useGrid(model.grid);
    this.store.set({
      model,
      map,
      change: null,
      take: null,
      density: model.grid.drums.map(() => 0),
      muted: model.grid.drums.map(() => false),
    });
    this.playback.muted = this.state.muted;
    this.showHistory();
    const first = map.clips[0];
    this.moveHead(first ?? { x: 0, y: 0 });
  }

  moveHead(place: Place): void {
    const extent = this.state.map?.extent ?? 1;
    const x = clamp(place.x, -extent, extent);
    const y = clamp(place.y, -extent, extent);
    const head = place.code && x === place.x && y === place.y ? { x, y, code: place.code } : { x, y };
    this.store.set({ head });
    this.decoding.run(head);
  }

  nudgeHead(dx: number, dy: number): void {
    const { head } = this.state;
    this.moveHead({ x: head.x + dx, y: head.y + dy });
  }

  setThreshold(threshold: number): void {
    this.store.set({ threshold });
    this.decideAgain();
  }

  setDensity(drum: number, density: number): void {
    this.store.set({ density: this.state.density.map((old, i) => (i === drum ? density : old)) });
    this.decideAgain();
  }

  setNoise(noise: number): void {
    this.store.set({ noise });
    if (noise === 0 && this.state.take && this.playback.take?.place !== this.state.head) {
      this.decideAgain();
    }
  }

  toggleMute(drum: number): void {
    const muted = this.state.muted.map((old, i) => (i === drum ? !old : old));
    this.playback.muted = muted;
    this.store.set({ muted });
  }

  setChangeAt(changeAt: ChangeAt): void {
    this.store.set({ changeAt });
    memory.write("change", changeAt);
  }

  setTempo(beatsPerMinute: number): void {
    const tempo = limitTempo(beatsPerMinute);
    this.playback.tempo = tempo;
    this.store.set({ tempo });
    memory.write("tempo", tempo);
  }

  setVolume(volume: number): void {
    this.playback.volume = volume;
    this.store.set({ volume });
    memory.write("volume", volume);
  }

  async togglePlay(): Promise<void> {
    try {
      await (this.playback.playing ? this.playback.stop() : this.playback.start());
    } catch (error) {
      this.fail(error);
    }
    this.store.set({ playing: this.playback.playing });
  }

  panic(): void {
    this.playback.panic();
    this.store.set({ playing: false });
  }

  /** A pattern set by hand sounds as it is; the head goes where the space would put it. */
  async edit(pattern: Pattern): Promise<void> {
    const model = this.state.model;
    if (!model) {
      return;
    }
    const take = this.takeOf(this.state.head, pattern, true);
    this.show(take);
    if (pattern.length === 0) {
      return;
    }
    try {
      const place = await api.encode(model.name, pattern);
      if (this.state.take === take) {
        this.store.set({ head: place });
        this.show({ ...take, place });
      }
    } catch (error) {
      this.fail(error);
    }
  }

  undo(): void {
    this.recall(this.history.undo());
  }

  redo(): void {
    this.recall(this.history.redo());
  }

  goToHistory(index: number): void {
    this.recall(this.history.goTo(index));
  }

  /** Goes back to a take as it was heard: its pattern, its place and its rule. */
  recall(take: Take | undefined): void {
    if (take) {
      this.store.set({ head: take.place, threshold: take.rule.threshold, density: take.rule.density });
      this.show(take);
    }
    this.showHistory();
  }

  /** Asks for the head's pattern again, after the studio was away. */
  refresh(): void {
    if (this.state.model && !this.state.take?.held) {
      this.decoding.run(this.state.head);
    }
  }

  private async decode(place: Place): Promise<void> {
    const model = this.state.model;
    if (!model) {
      return;
    }
    try {
      const values = await api.decode(model.name, place);
      if (model === this.state.model) {
        this.decoded = { place, values };
        this.show(this.takeOf(place, this.patternOf(values), false));
      }
    } catch (error) {
      this.fail(error);
    }
  }

  private decideAgain(): void {
    if (this.decoded?.place === this.state.head) {
      this.show(this.takeOf(this.state.head, this.patternOf(this.decoded.values), false));
    } else {
      this.decoding.run(this.state.head);
    }
  }

  private patternOf(values: Float32Array): Pattern {
    return strokes(values, this.grid, this.state);
  }

  private takeOf(place: Place, pattern: Pattern, held: boolean): Take {
    const { threshold, density } = this.state;
    return { place, pattern, rule: { threshold, density }, held };
  }

  private show(take: Take): void {
    this.playback.play(take, this.state.changeAt);
    this.store.set({ take, waiting: this.playback.isWaiting });
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.remember(this.state.take), settleAfter);
  }

  /** What was heard is kept once: when the head has come to rest, and at every bar that brings something new. */
  private remember(take: Take | null): void {
    const last = this.history.current;
    if (!take || (last && samePattern(last.pattern, take.pattern))) {
      return;
    }
    this.history.add(take);
    this.showHistory();
  }

  private showHistory(): void {
    this.store.set({ history: this.history.recent(shownHistory), canUndo: this.history.canUndo, canRedo: this.history.canRedo });
  }

  private onBar(take: Take | null): void {
    this.remember(take);
    this.store.set({ waiting: false, heard: take });
    if (this.state.noise > 0) {
      void this.wander();
    }
  }

  /** Prepares the next bar a little beside the head. */
  private async wander(): Promise<void> {
    const { model, head, noise } = this.state;
    if (!model) {
      return;
    }
    const place = strayFrom(head, noise);
    try {
      const values = await api.decode(model.name, place);
      if (this.state.head === head && this.state.noise > 0) {
        this.playback.play(this.takeOf(place, this.patternOf(values), false), "bar");
      }
    } catch (error) {
      this.fail(error);
    }
  }
}
