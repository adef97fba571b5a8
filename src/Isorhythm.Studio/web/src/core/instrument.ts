import { api, type Axis, type Place, type Space, type SpaceMap } from "./api";
import { clamp, strokes } from "./decode";
import { type Grid, type Pattern, samePattern } from "./grid";
import { History } from "./history";
import { Latest } from "./latest";
import { memory } from "./memory";
import { Playback } from "./playback";
import type { Player } from "./player";
import { along, restOf, toCode, toPoint } from "./space/plane";
import type { ChangeAt, State } from "./state";
import type { Store } from "./store";
import { limitTempo } from "./tap";
import type { Take } from "./take";
import { strayFrom } from "./stray";
import { type Note, partsOf, patternOf } from "./tracks";

/** What the studio makes of a place: likelihoods of a grid, or notes. */
type Decoded = Float32Array | readonly Note[];

const settleAfter = 350;
const shownHistory = 16;
const emptyGrid: Grid = { stepsPerQuarter: 12, quarters: 8, drums: [], features: [] };

/** A space as it was left: what the page shows of it, and the player that goes on. */
export interface Parked {
  readonly player: Player;
  readonly history: History<Take>;
  readonly shown: Pick<State, (typeof belongsToSpace)[number]>;
}

const belongsToSpace = [
  "model", "map", "change", "flatness", "rings", "head", "rest", "take", "heard", "waiting", "threshold", "density", "noise", "muted",
] as const;

/** The instrument: a head on a map, the pattern it decodes to, and what a player does with both. */
export class Instrument {
  readonly playback: Playback;
  private history = new History<Take>();
  private readonly decoding = new Latest<Place>((place) => this.decode(place));
  private decoded: { place: Place; values: Decoded } | null = null;
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

  /** Leaves the space that is on the map as it sounds. */
  park(): Parked {
    const { state } = this;
    const shown = Object.fromEntries(belongsToSpace.map((key) => [key, state[key]])) as Parked["shown"];
    return { player: this.playback.player, history: this.history, shown };
  }

  /** Makes room for another space that sounds beside those that were left. */
  begin(): void {
    this.playback.add(emptyGrid);
    this.history = new History<Take>();
    this.store.set({ noise: 0 });
  }

  /** Goes back to a space that was left. */
  take(parked: Parked): void {
    this.playback.select(parked.player);
    this.history = parked.history;
    this.decoded = null;
    this.store.set({ ...parked.shown, corners: null });
    this.showHistory();
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
      flatness: null,
      rings: null,
      corners: null,
      rest: [],
      take: null,
      density: model.grid.drums.map(() => 0),
      muted: model.grid.drums.map(() => false),
    });
    this.playback.muted = this.state.muted;
    this.showHistory();
    const first = map.clips[0];
    this.moveHead(first ?? { x: 0, y: 0 });
  }

  moveHead(place: { x: number; y: number; code?: ArrayLike<number> }): void {
    const { map } = this.state;
    const extent = map?.extent ?? 1;
    const code = place.code && Array.from(place.code);
    // A place off the plane takes its rest along; a code without a place on it is found there.
    const { x, y } = code && map ? toPoint(map, code) : place;
    // A hand stays on the map; a clip is gone to wherever it lies.
    const limit = map?.clips.some((clip) => clip === place) ? Infinity : extent;
    const point = { x: clamp(x, -limit, limit), y: clamp(y, -limit, limit) };
    const isInside = Math.hypot(point.x - x, point.y - y) < 1e-6 * extent;
    const rest = code && map ? restOf(map, code) : this.state.rest;
    const whole = code && isInside ? code : map && this.isDeep ? toCode(map, point, rest) : undefined;
    const head = whole ? { ...point, code: whole } : point;
    this.store.set({ head, rest });
    this.decoding.run(head);
  }

  /** Draws the space on another plane: the head keeps its code, and so its sound. */
  usePlane(map: SpaceMap): void {
    const { head, map: old, rest } = this.state;
    const code = head.code ?? (old ? toCode(old, head, rest) : undefined);
    this.store.set({ map, change: null, rings: null, corners: null });
    if (code) {
      const point = toPoint(map, code);
      this.store.set({ head: { ...point, code }, rest: restOf(map, code) });
    }
  }

  /** How far the head lies along an axis, in deviations of the clips. */
  along(axis: Axis): number {
    const { code } = this.state.head;
    return code ? (along(axis.direction, code) - axis.middle) / axis.deviation : 0;
  }

  /** Turns an axis to so many deviations of the clips. */
  turn(axis: Axis, value: number): void {
    const { head } = this.state;
    const by = (value - this.along(axis)) * axis.deviation;
    if (head.code) {
      const code = head.code.map((c, i) => c + by * (axis.direction[i] ?? 0));
      this.moveHead({ x: head.x, y: head.y, code });
    }
  }

  /** Lets go of all that lies beside the plane. */
  comeBack(): void {
    this.store.set({ rest: [] });
    this.moveHead({ x: this.state.head.x, y: this.state.head.y });
  }

  private get isDeep(): boolean {
    return (this.state.model?.dimensions ?? 0) > 2;
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

  /** Mutes a part, or lets it be heard: a track, or a drum where there are no tracks. */
  toggleMute(part: number): void {
    const rows = partsOf(this.grid)[part]?.rows ?? [];
    const isMuted = rows.every((row) => this.state.muted[row]);
    const muted = this.state.muted.map((old, i) => (rows.includes(i) ? !isMuted : old));
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
      const { code } = await api.encode(model, pattern);
      const { map } = this.state;
      if (this.state.take === take && map) {
        const place = { ...toPoint(map, code), code };
        this.store.set({ head: place, rest: restOf(map, code) });
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
      const { map } = this.state;
      const { code } = take.place;
      // The take may have been played on another plane.
      const head = code && map ? { ...toPoint(map, code), code } : this.isDeep && map ? { ...take.place, code: toCode(map, take.place, []) } : take.place;
      const rest = code && map ? restOf(map, code) : this.state.rest;
      this.store.set({ head, rest, threshold: take.rule.threshold, density: take.rule.density });
      this.show({ ...take, place: head });
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
    const { model, head } = this.state;
    // Another space may have been opened while this waited its turn: the place is none of it.
    if (!model || head !== place) {
      return;
    }
    try {
      const values = await this.ask(model, place);
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

  private ask(model: Space, place: Place): Promise<Decoded> {
    return model.tracks ? api.notes(model.name, place) : api.decode(model.name, place);
  }

  private beside(point: { x: number; y: number }): Place {
    const { map, rest } = this.state;
    return map && this.isDeep ? { ...point, code: toCode(map, point, rest) } : point;
  }

  private patternOf(values: Decoded): Pattern {
    return values instanceof Float32Array ? strokes(values, this.grid, this.state) : patternOf(values, this.grid);
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
    const place = this.beside(strayFrom(head, noise));
    try {
      const values = await this.ask(model, place);
      if (this.state.head === head && this.state.noise > 0) {
        this.playback.play(this.takeOf(place, this.patternOf(values), false), "bar");
      }
    } catch (error) {
      this.fail(error);
    }
  }
}
