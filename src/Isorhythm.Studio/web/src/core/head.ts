import { api, type Axis, type Place, type SpaceMap } from "./api";
import { clamp } from "./decode";
import { type Decoded, decodedAt, takeOf } from "./decoder";
import { withFrozen } from "./freeze";
import type { Grid, Pattern } from "./grid";
import { Latest } from "./latest";
import { Moments, type Setting } from "./moments";
import { Playback } from "./playback";
import type { Player } from "./player";
import { along, restOf, toCode, toPoint } from "./space/plane";
import type { State } from "./state";
import type { Store } from "./store";
import { strayFrom } from "./stray";
import type { Take } from "./take";
import { varied } from "./vary";

export const emptyGrid: Grid = { stepsPerQuarter: 12, quarters: 8, drums: [], features: [] };

type AnyPlace = { x: number; y: number; code?: ArrayLike<number> };

const anyDraw = (): number => 1 + Math.floor(Math.random() * 1e9);

/** What the instrument tells of what it does. */
export interface InstrumentListener {
  /** An error of a call. */
  fail(error: unknown): void;
  /** A step that sounds. */
  heard(step: number, pattern: Pattern): void;
  /** A step of a space beside the one on the map. */
  beside(player: Player, step: number): void;
}

/** The head on the map, and the pattern that its place decodes to. */
export abstract class Head {
  readonly playback: Playback;
  readonly moments: Moments;
  protected readonly decoding = new Latest<Place>((place) => this.decode(place));
  private decoded: { place: Place; values: Decoded } | null = null;
  /** Where the head was put before it was varied, and where that put it: the next variation is one of the same place. */
  private varying: { from: Place; to: Place } | null = null;

  /** `isHeld` tells whether a hand is on something. */
  constructor(
    protected readonly store: Store<State>,
    protected readonly listener: InstrumentListener,
    isHeld: () => boolean,
  ) {
    this.playback = new Playback(emptyGrid, { ...listener, bar: (take) => this.onBar(take) });
    this.moments = new Moments(store, (change) => this.restore(change), () => isHeld() || this.decoding.isBusy);
  }

  /** Brings back what a moment of the history has otherwise. */
  protected abstract restore(change: Partial<Setting>): void;

  protected get state(): Readonly<State> {
    return this.store.state;
  }

  get grid(): Grid {
    return this.state.model?.grid ?? emptyGrid;
  }

  /** Moves the head, off a path if it was on one; `words` say why in the history. */
  moveHead(place: AnyPlace, words = "move"): void {
    this.moments.begin(this.state.drawing ? "draw" : words);
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
    const code = this.code();
    return code ? (along(axis.direction, code) - axis.middle) / axis.deviation : 0;
  }

  /** Turns an axis to so many deviations of the clips. */
  turn(axis: Axis, value: number): void {
    const { head } = this.state;
    const by = (value - this.along(axis)) * axis.deviation;
    const code = this.code()?.map((c, i) => c + by * (axis.direction[i] ?? 0));
    if (code) {
      this.moveHead({ x: head.x, y: head.y, code }, axis.attribute ?? "turn");
    }
  }

  /** The whole code at the head. */
  private code(): readonly number[] | null {
    const { head, map, rest } = this.state;
    return head.code ?? (map && toCode(map, head, rest));
  }

  /** Lets go of all that lies beside the plane. */
  comeBack(): void {
    this.moments.begin("level");
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

  /** Puts the head somewhere else within the radius, and throws the dice anew; again, somewhere else round the same place. */
  vary(): void {
    const { map, head, radius } = this.state;
    if (map) {
      const from = this.varying?.to === head ? this.varying.from : head;
      this.moments.settle();
      this.store.set({ draw: anyDraw() });
      this.moveHead(varied(from, map, radius), "vary");
      this.varying = { from, to: this.state.head };
    }
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
      const values = await decodedAt(model, place, this.state);
      if (model === this.state.model) {
        this.decoded = { place, values };
        this.show(takeOf(place, values, this.grid, this.state));
      }
    } catch (error) {
      this.listener.fail(error);
    }
  }

  protected decideAgain(): void {
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

  protected show(take: Take): void {
    this.playback.play(take, this.state.changeAt);
    this.store.set({ take, waiting: this.playback.isWaiting });
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
      const values = await decodedAt(model, place, { temperature: this.state.temperature, draw: anyDraw() });
      if (this.state.head === head && this.state.noise > 0) {
        this.playback.play(takeOf(place, values, this.grid, this.state), "bar");
      }
    } catch (error) {
      this.listener.fail(error);
    }
  }
}
