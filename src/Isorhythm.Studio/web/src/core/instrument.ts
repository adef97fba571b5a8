import { api, type Axis, type Place, type Space, type SpaceMap } from "./api";
import { clamp } from "./decode";
import { type Decoded, decodedAt, takeOf } from "./decoder";
import { withFrozen } from "./freeze";
import type { Grid, Pattern } from "./grid";
import { type Groove, straight } from "./groove";
import type { History } from "./history";
import { Latest } from "./latest";
import { memory } from "./memory";
import { type Moment, Moments, type Setting } from "./moments";
import { emptyPad } from "./pad";
import { Playback } from "./playback";
import type { Player } from "./player";
import { along, restOf, toCode, toPoint } from "./space/plane";
import type { ChangeAt, State } from "./state";
import type { Store } from "./store";
import { limitTempo } from "./tap";
import type { Take } from "./take";
import { strayFrom } from "./stray";
import { partsOf } from "./tracks";
import { varied } from "./vary";

const emptyGrid: Grid = { stepsPerQuarter: 12, quarters: 8, drums: [], features: [] };

type AnyPlace = { x: number; y: number; code?: ArrayLike<number> };

/** A space as it was left: what the page shows of it, and the player that goes on. */
export interface Parked {
  readonly player: Player;
  readonly history: History<Moment>;
  /** Changes while it goes along a path of its own. */
  shown: Pick<State, (typeof belongsToSpace)[number]>;
}

const belongsToSpace = [
  "model", "map", "change", "flatness", "rings", "head", "rest", "take", "heard", "waiting", "threshold", "density", "noise", "muted", "frozen",
  "looping", "pad", "paths", "snapshots",
] as const;

/** What the instrument tells of what it does. */
export interface InstrumentListener {
  /** An error of a call. */
  fail(error: unknown): void;
  /** A step that sounds. */
  heard(step: number, pattern: Pattern): void;
  /** A step of a space beside the one on the map. */
  beside(player: Player, step: number): void;
}

/** The instrument: a head on a map, the pattern it decodes to, and what a player does with both. */
export class Instrument {
  readonly playback: Playback;
  readonly moments: Moments;
  private readonly decoding = new Latest<Place>((place) => this.decode(place));
  private decoded: { place: Place; values: Decoded } | null = null;
  /** Where the head was put before it was varied, and where that put it: the next variation is one of the same place. */
  private varying: { from: Place; to: Place } | null = null;

  /** `isHeld` tells whether a hand is on something. */
  constructor(
    private readonly store: Store<State>,
    private readonly listener: InstrumentListener,
    isHeld: () => boolean,
  ) {
    this.playback = new Playback(emptyGrid, { ...listener, bar: (take) => this.onBar(take) });
    this.moments = new Moments(store, (change) => this.restore(change), () => isHeld() || this.decoding.isBusy);
    this.playAt(memory.read<number>("tempo") ?? 124);
    this.setVolume(memory.read<number>("volume") ?? 0.8);
    this.setChangeAt(memory.read<ChangeAt>("change") ?? "bar");
    this.playIn(memory.read<Groove>("groove") ?? straight);
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
    this.decoded = null;
    const { model, paths, snapshots } = this.state;
    const isSame = model?.name === parked.shown.model?.name;
    this.store.set({ ...parked.shown, ...(isSame ? { paths, snapshots } : {}), corners: null });
    this.moments.swap(parked.history);
  }

  /** Takes up a space. The head begins on its first clip, so that the first sound is music. */
  open(model: Space, map: SpaceMap): void {
    this.moments.swap();
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
      frozen: model.grid.drums.map(() => false),
      looping: null,
      pad: emptyPad,
    });
    this.playback.muted = this.state.muted;
    const first = map.clips[0];
    this.moveHead(first ?? { x: 0, y: 0 }, "start");
  }

  /** Moves the head, off a path if it was on one; `words` say why in the history. */
  moveHead(place: AnyPlace, words = "move"): void {
    this.moments.begin(words);
    this.store.set({ looping: null });
    this.lead(place);
  }

  /** Moves the head as something that goes on by itself does: a path or a crossfade, which is no moment of its own. */
  lead(place: AnyPlace): void {
    const { map } = this.state;
    const extent = map?.extent ?? 1;
    const code = place.code && Array.from(place.code);
    // A place off the plane takes its rest along; a code without a place on it is found there.
    const { x, y } = code && map ? toPoint(map, code) : place;
    const point = { x: clamp(x, -extent, extent), y: clamp(y, -extent, extent) };
    const isInside = Math.hypot(point.x - x, point.y - y) < 1e-6 * extent;
    const rest = code && map ? restOf(map, code) : this.state.rest;
    const whole = code && isInside ? code : map && this.isDeep ? toCode(map, point, rest) : undefined;
    const head = whole ? { ...point, code: whole } : point;
    this.store.set({ head, rest });
    this.decoding.run(head);
  }

  /** Draws the space on another plane: the head keeps its code, and so its sound. */
  usePlane(map: SpaceMap): void {
    this.moments.begin("plane", true);
    const { head, map: old, rest } = this.state;
    const code = head.code ?? (old ? toCode(old, head, rest) : undefined);
    this.store.set({ map, change: null, rings: null, corners: null });
    if (code) {
      const place = { ...toPoint(map, code), code };
      const { take } = this.state;
      this.store.set({ head: place, rest: restOf(map, code), take: take && { ...take, place } });
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
      this.moveHead({ x: head.x, y: head.y, code }, axis.attribute ?? "turn");
    }
  }

  /** Lets go of all that lies beside the plane. */
  comeBack(): void {
    this.store.set({ rest: [] });
    this.moveHead({ x: this.state.head.x, y: this.state.head.y }, "level");
  }

  private get isDeep(): boolean {
    return (this.state.model?.dimensions ?? 0) > 2;
  }

  nudgeHead(dx: number, dy: number): void {
    const { head } = this.state;
    this.moveHead({ x: head.x + dx, y: head.y + dy });
  }

  setRadius(radius: number): void {
    this.moments.begin("radius");
    this.store.set({ radius });
  }

  /** Puts the head somewhere else within the radius; again, somewhere else round the same place. */
  vary(): void {
    const { map, head, radius } = this.state;
    if (map) {
      const from = this.varying?.to === head ? this.varying.from : head;
      this.moments.settle();
      this.moveHead(varied(from, map, radius), "vary");
      this.varying = { from, to: this.state.head };
    }
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
    this.playback.volume = volume;
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

  /** A pattern set by hand sounds as it is; the head goes where the space would put it. */
  async edit(pattern: Pattern): Promise<void> {
    const model = this.state.model;
    if (!model) {
      return;
    }
    this.moments.begin("edit", true);
    const { threshold, density } = this.state;
    const take = { place: this.state.head, pattern, rule: { threshold, density }, held: true };
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
      this.listener.fail(error);
    }
  }

  /** Goes back to a take as it was heard: its pattern, its place and its rule. */
  recall(take: Take): void {
    const { map } = this.state;
    const { code } = take.place;
    // The take may have been played on another plane.
    const head = code && map ? { ...toPoint(map, code), code } : this.isDeep && map ? { ...take.place, code: toCode(map, take.place, []) } : take.place;
    const rest = code && map ? restOf(map, code) : this.state.rest;
    const pattern = withFrozen(take.pattern, this.state.take?.pattern ?? [], this.state.frozen);
    this.store.set({ head, rest, threshold: take.rule.threshold, density: take.rule.density, looping: null });
    this.show({ ...take, place: head, pattern });
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
      const values = await decodedAt(model, place);
      if (model === this.state.model) {
        this.decoded = { place, values };
        this.show(takeOf(place, values, this.grid, this.state));
      }
    } catch (error) {
      this.listener.fail(error);
    }
  }

  private decideAgain(): void {
    if (this.decoded?.place === this.state.head) {
      this.show(takeOf(this.state.head, this.decoded.values, this.grid, this.state));
    } else {
      this.decoding.run(this.state.head);
    }
  }

  private beside(point: { x: number; y: number }): Place {
    const { map, rest } = this.state;
    return map && this.isDeep ? { ...point, code: toCode(map, point, rest) } : point;
  }

  private show(take: Take): void {
    this.playback.play(take, this.state.changeAt);
    this.store.set({ take, waiting: this.playback.isWaiting });
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
  private restore(change: Partial<Setting>): void {
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

  private onBar(take: Take | null): void {
    this.store.set({ waiting: false, heard: take });
    if (this.state.noise > 0) {
      this.moments.strayed(take);
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
      const values = await decodedAt(model, place);
      if (this.state.head === head && this.state.noise > 0) {
        this.playback.play(takeOf(place, values, this.grid, this.state), "bar");
      }
    } catch (error) {
      this.listener.fail(error);
    }
  }
}
