import { html, nothing, render } from "lit";
import { clamp } from "../../core/decode";
import { type Grid, hitAt, type Pattern, stepCount, stepsPerBar, withHit, withoutHit } from "../../core/grid";
import { type Compass, noteAt, pitchWords } from "../../core/melody";
import type { State } from "../../core/state";
import type { App } from "../app";
import { freshPen, sharpCanvas } from "../canvas";
import { onFrame, redraw, stillness } from "../frames";
import { font, rem } from "../lettering";
import { Cursor } from "./cursor";
import { Gesture } from "./editing";
import { noteKeys } from "./note-keys";
import { RollGesture } from "./roll-editing";
import { drawCursor, drawLanes, drawPlayhead, drawStroke } from "./lanes";
import type { LaneBox } from "./layout";
import { Morphing } from "./morphing";
import { drawKeys, drawNote, type PitchRange, rangeOf } from "./roll";
import { cellWords } from "./ruler";

const flash = 140;

/** The pattern at the head as lanes of strokes, to be read, watched and edited. */
export class PatternView {
  private readonly canvas = sharpCanvas("lanes-canvas", (width, height) => this.resize(width, height));
  private readonly row = document.createElement("div");
  private readonly morphing = new Morphing();
  private size = { width: 1, height: 1, ruler: 22 };
  private lettering = "";
  private shown: Pattern = [];
  private gesture: Gesture | RollGesture | null = null;
  private readonly cursor = new Cursor();
  /** The bars that fill the lanes, from the first; null shows the whole pattern. */
  private bars: { readonly first: number; readonly count: number } | null = null;
  /** Of each row that has notes. */
  private ranges: readonly (PitchRange | undefined)[] = [];

  constructor(
    private readonly app: App,
    private readonly host: HTMLElement,
  ) {
    host.tabIndex = 0;
    host.setAttribute("role", "grid");
    host.setAttribute("aria-activedescendant", "cell");
    host.dataset["testid"] = "grid";
    host.append(this.canvas);
    this.row.setAttribute("role", "row");
    this.row.className = "unseen";
    host.append(this.row);
    host.addEventListener("pointerdown", (event) => this.press(event));
    host.addEventListener("pointermove", (event) => this.drag(event));
    host.addEventListener("pointerup", () => this.release());
    host.addEventListener("pointercancel", () => this.release());
    host.addEventListener("keydown", (event) => this.key(event));
    host.addEventListener("focusin", redraw);
    host.addEventListener("focusout", redraw);
    app.store.watch((state) => this.update(state));
    onFrame((now) => this.frame(now));
  }

  zoom(first: number | null, count = 1): void {
    this.bars = first === null ? null : { first, count };
    redraw();
  }

  private get grid(): Grid {
    return this.app.instrument.grid;
  }

  private get box(): LaneBox {
    const bar = stepsPerBar(this.grid);
    return this.bars === null
      ? { ...this.size, from: 0, steps: stepCount(this.grid) }
      : { ...this.size, from: this.bars.first * bar, steps: this.bars.count * bar };
  }

  private resize(width: number, height: number): void {
    this.size = { width, height, ruler: 1.375 * rem() };
    this.lettering = font(0.6875);
  }

  private update(state: State): void {
    const take = state.noise > 0 && state.playing ? (state.heard ?? state.take) : state.take;
    const pattern = take?.pattern ?? [];
    if (pattern !== this.shown && !this.gesture) {
      this.shown = pattern;
      this.morphing.show(pattern, performance.now(), stillness.matches);
      this.ranges = this.grid.drums.map(({ role }, row) => {
        const pitches = pattern.flatMap((hit) => (hit.drum === row && hit.pitch !== undefined ? [hit.pitch] : []));
        return !role ? undefined : pitches.length > 0 ? rangeOf(pitches) : (this.ranges[row] ?? rangeOf([60]));
      });
    }
    this.host.setAttribute("aria-label", `Pattern, ${pattern.length} strokes. Arrow keys move, Enter puts a stroke or takes it away.`);
    this.host.setAttribute("aria-rowcount", String(this.grid.drums.length));
    this.host.setAttribute("aria-colcount", String(stepCount(this.grid)));
    this.sayCell();
  }

  private sayCell(): void {
    const { step, drum } = this.cursor;
    const hit = hitAt(this.shown, step, drum);
    const note = this.grid.drums[drum]?.role ? noteAt(this.shown, drum, step) : undefined;
    const stroke = note
      ? `${pitchWords(note.pitch)}, ${note.length} ${note.length === 1 ? "step" : "steps"}${hit ? "" : ", held"}`
      : hit
      ? `velocity ${Math.round(hit.velocity * 127)}${Math.abs(hit.offset) < 0.05 ? "" : `, ${timing(hit.offset)}`}`
      : "empty";
    render(
      html`<span id="cell" role="gridcell" aria-rowindex=${drum + 1} aria-colindex=${step + 1} aria-selected=${hit ? "true" : "false"}
        >${this.grid.drums.length > 0 ? `${cellWords(this.grid, step, drum)}: ${stroke}` : nothing}</span>`,
      this.row,
    );
    this.row.setAttribute("aria-rowindex", String(drum + 1));
  }

  private locate(event: PointerEvent): { x: number; y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    const at = this.locate(event);
    this.gesture =
      Gesture.begin(this.shown, this.grid, this.box, at, event.ctrlKey || event.metaKey) ??
      this.rollGesture(at);
    if (this.gesture) {
      this.host.setPointerCapture(event.pointerId);
      const { drum, step, velocity } = this.gesture.stroke;
      this.cursor.moveTo(this.grid, step, drum);
      if (this.gesture.isNew && !this.app.store.state.playing) {
        this.app.instrument.playback.audition(drum, velocity, this.gesture.stroke.pitch);
      }
      this.preview(this.gesture.move(at, { finger: false, shift: false }));
    }
  }

  private drag(event: PointerEvent): void {
    if (this.gesture) {
      const by = { finger: event.pointerType === "touch", shift: event.shiftKey || event.altKey };
      this.preview(this.gesture.move(this.locate(event), by));
    } else {
      this.host.style.cursor = this.rollGesture(this.locate(event))?.cursor ?? "";
    }
  }

  private rollGesture(at: { x: number; y: number }): RollGesture | null {
    return RollGesture.begin(this.shown, this.grid, this.box, at, (row) => this.ranges[row], (row) => this.compassOf(row));
  }

  private release(): void {
    const pattern = this.gesture?.end();
    this.gesture = null;
    if (pattern) {
      this.edit(pattern);
    }
  }

  private preview(pattern: Pattern): void {
    this.shown = pattern;
    this.morphing.show(pattern, performance.now(), stillness.matches);
    redraw();
  }

  private edit(pattern: Pattern): void {
    this.preview(pattern);
    void this.app.instrument.edit(pattern);
  }

  private compassOf(row: number): Compass {
    const { model } = this.app.store.state;
    return model?.tracks?.tracks[this.grid.drums[row]?.track ?? 0] ?? { lowest: 0, highest: 127 };
  }

  private key(event: KeyboardEvent): void {
    const { step, drum } = this.cursor;
    const edited = this.grid.drums[drum]?.role && noteKeys(event, this.shown, this.grid, this.cursor, this.compassOf(drum));
    if (edited) {
      event.preventDefault();
      event.stopPropagation();
      this.cursor.moveTo(this.grid, edited.step ?? step, drum);
      this.edit(edited.pattern);
      this.sayCell();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { grid } = this;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => this.move((cursor) => cursor.advance(grid, -1, event.shiftKey)),
      ArrowRight: () => this.move((cursor) => cursor.advance(grid, 1, event.shiftKey)),
      ArrowUp: () => this.move((cursor) => cursor.moveTo(grid, cursor.step, cursor.drum - 1)),
      ArrowDown: () => this.move((cursor) => cursor.moveTo(grid, cursor.step, cursor.drum + 1)),
      Home: () => this.move((cursor) => cursor.moveTo(grid, 0, cursor.drum)),
      End: () => this.move((cursor) => cursor.moveTo(grid, stepCount(grid) - grid.stepsPerQuarter, cursor.drum)),
      Enter: () => this.toggle(),
      Delete: () => this.edit(withoutHit(this.shown, this.cursor.step, this.cursor.drum)),
      "+": () => this.adjust(0.08, 0),
      "=": () => this.adjust(0.08, 0),
      "-": () => this.adjust(-0.08, 0),
      ",": () => this.adjust(0, -0.1),
      "<": () => this.adjust(0, -0.1),
      ".": () => this.adjust(0, 0.1),
      ">": () => this.adjust(0, 0.1),
    };
    const act = acts[event.key];
    if (act && grid.drums.length > 0) {
      act();
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private move(act: (cursor: Cursor) => void): void {
    act(this.cursor);
    if (this.bars !== null) {
      const { count } = this.bars;
      this.bars = { first: Math.floor(this.cursor.step / stepsPerBar(this.grid) / count) * count, count };
    }
    this.sayCell();
    redraw();
  }

  private toggle(): void {
    const { step, drum } = this.cursor;
    if (hitAt(this.shown, step, drum)) {
      this.edit(withoutHit(this.shown, step, drum));
    } else {
      this.edit(withHit(this.shown, { step, drum, velocity: 0.8, offset: 0 }));
    }
  }

  private adjust(velocity: number, offset: number): void {
    const hit = hitAt(this.shown, this.cursor.step, this.cursor.drum);
    if (hit) {
      this.edit(
        withHit(this.shown, {
          ...hit,
          velocity: clamp(hit.velocity + velocity, 1 / 127, 1),
          offset: clamp(hit.offset + offset, -1, 1),
        }),
      );
    }
  }

  private frame(now: number): boolean {
    const pen = freshPen(this.canvas);
    const { grid, box } = this;
    if (!pen || grid.drums.length === 0) {
      return false;
    }
    pen.font = this.lettering;
    pen.textBaseline = "middle";
    drawLanes(pen, box, grid);
    grid.drums.forEach((_, i) => this.ranges[i] && drawKeys(pen, box, grid, i, this.ranges[i]));
    const { muted, tempo } = this.app.store.state;
    const quarter = this.app.instrument.playback.quarter;
    const at = quarter === null || quarter < 0 ? null : (quarter * grid.stepsPerQuarter) % stepCount(grid);
    const flashSteps = (flash / 60000) * tempo * grid.stepsPerQuarter;
    for (const sprite of this.morphing.at(now)) {
      const since = at === null ? Infinity : (at - sprite.position + stepCount(grid)) % stepCount(grid);
      const lit = since < flashSteps ? 1 - since / flashSteps : 0;
      const look = { lit, muted: muted[sprite.drum] ?? false };
      const range = grid.drums[sprite.drum]?.role ? this.ranges[sprite.drum] : undefined;
      if (range) {
        drawNote(pen, box, grid, sprite, range, look);
      } else {
        drawStroke(pen, box, grid, sprite, look);
      }
    }
    if (at !== null) {
      drawPlayhead(pen, box, at);
    }
    if (this.host.matches(":focus-visible")) {
      drawCursor(pen, box, grid, this.cursor);
    }
    return at !== null || this.morphing.moving(now);
  }
}

function timing(offset: number): string {
  return `${Math.round(Math.abs(offset) * 100)} percent of half a step ${offset > 0 ? "late" : "early"}`;
}
