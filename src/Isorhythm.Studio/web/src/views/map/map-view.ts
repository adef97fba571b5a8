import type { Clip, SpaceMap } from "../../core/api";
import type { State } from "../../core/state";
import { nearestClip } from "../../core/take";
import type { App } from "../app";
import { freshPen, sharpCanvas } from "../canvas";
import { onFrame, stillness } from "../frames";
import { ink } from "../palette";
import { drawHead, drawTrail } from "./head";
import { placeLabels } from "./labels";
import { Plane } from "./plane";
import { shade } from "./shade";
import { Trail } from "./trail";

const grabRadius = 14;

/** The map: shaded zones, the clips with their names, and the head that a hand or the arrow keys move. */
export class MapView {
  private readonly surface = document.createElement("div");
  private readonly ground = sharpCanvas("map-ground", (width) => this.resize(width));
  private readonly air = sharpCanvas("map-air", () => {});
  private readonly trail = new Trail();
  private plane = new Plane(1, 1);
  private shading: HTMLCanvasElement | null = null;
  private shaded: SpaceMap | null = null;
  private hovered: Clip | null = null;

  constructor(
    private readonly app: App,
    private readonly host: HTMLElement,
  ) {
    this.surface.className = "map-surface";
    this.surface.tabIndex = 0;
    this.surface.dataset["testid"] = "map";
    this.surface.setAttribute("role", "application");
    this.surface.setAttribute("aria-roledescription", "map");
    this.surface.setAttribute("aria-label", "Map of rhythms. Arrow keys move the head, with Shift finely.");
    this.surface.setAttribute("aria-describedby", "near");
    this.surface.append(this.ground, this.air);
    host.append(this.surface);
    this.listen();
    app.store.watch((state) => this.update(state));
    onFrame((now) => this.frame(now));
  }

  private resize(size: number): void {
    this.plane = new Plane(this.app.store.state.map?.extent ?? 1, size);
    this.trail.clear();
    this.drawGround();
  }

  private update(state: State): void {
    if (state.map && state.map !== this.shaded) {
      this.shaded = state.map;
      this.shading = shade(state.map.change, state.map.size);
      this.plane = new Plane(state.map.extent, this.plane.size);
      this.trail.clear();
      this.drawGround();
    }
    this.host.classList.toggle("has-map", state.map !== null);
  }

  private listen(): void {
    const { surface } = this;
    surface.addEventListener("pointerdown", (event) => {
      if (event.button === 0) {
        surface.setPointerCapture(event.pointerId);
        surface.focus({ preventScroll: true });
        this.follow(event);
      }
    });
    surface.addEventListener("pointermove", (event) => {
      if (surface.hasPointerCapture(event.pointerId)) {
        this.follow(event);
      } else {
        this.hover(event);
      }
    });
    surface.addEventListener("pointerleave", () => this.point(null));
  }

  /** Every point that the pen or finger passed since the last event joins the trail; the head takes the last. */
  private follow(event: PointerEvent): void {
    const passed = event.getCoalescedEvents?.() ?? [];
    const points = passed.length > 0 ? passed : [event];
    points.forEach((point) => this.trail.add({ ...this.locate(point), at: performance.now() }));
    this.app.instrument.moveHead(this.plane.toSpace(this.locate(event)));
  }

  private hover(event: PointerEvent): void {
    const at = this.locate(event);
    const clip = nearestClip(this.plane.toSpace(at), this.app.store.state.map?.clips ?? []);
    const dot = clip && this.plane.toScreen(clip);
    this.point(clip && dot && Math.hypot(dot.x - at.x, dot.y - at.y) < grabRadius ? clip : null);
  }

  private point(clip: Clip | null): void {
    this.hovered = clip;
  }

  private locate(event: PointerEvent): { x: number; y: number } {
    const box = this.surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private drawGround(): void {
    const pen = freshPen(this.ground);
    const { map } = this.app.store.state;
    if (!pen || !this.shading || !map) {
      return;
    }
    const { size } = this.plane;
    pen.imageSmoothingQuality = "high";
    pen.drawImage(this.shading, 0, 0, size, size);
    const dots = map.clips.map((clip) => ({ ...this.plane.toScreen(clip), name: clip.name }));
    dots.forEach((dot) => drawDot(pen, dot.x, dot.y, 2.2, 0.8));
    pen.font = `12px ${getComputedStyle(this.surface).fontFamily}`;
    pen.textBaseline = "middle";
    pen.fillStyle = ink.text;
    pen.globalAlpha = 0.58;
    const labels = placeLabels(dots, (name) => pen.measureText(name).width, 15, size);
    labels.forEach((label) => pen.fillText(label.dot.name, label.x, label.y));
    pen.globalAlpha = 1;
  }

  private frame(now: number): void {
    const pen = freshPen(this.air);
    const { map, head, take, model, tempo, muted } = this.app.store.state;
    if (!pen || !map || !model) {
      return;
    }
    const at = this.plane.toScreen(head);
    const quarter = this.app.instrument.playback.quarter;
    this.trail.add({ ...at, at: now });
    if (!stillness.matches) {
      drawTrail(pen, this.trail.fading(now, (16 * 60000) / tempo));
    }
    if (this.hovered) {
      this.drawHovered(pen, this.hovered);
    }
    const beat = quarter === null || quarter < 0 ? 1 : quarter % 1;
    drawHead(pen, {
      ...at,
      radius: Math.max(30, this.plane.size * 0.05),
      pulse: stillness.matches ? 0 : (1 - beat) ** 2,
      turn: quarter === null || quarter < 0 ? null : (quarter % model.grid.quarters) / model.grid.quarters,
      pattern: take?.pattern ?? [],
      grid: model.grid,
      muted,
    });
  }

  private drawHovered(pen: CanvasRenderingContext2D, clip: Clip): void {
    const dot = this.plane.toScreen(clip);
    drawDot(pen, dot.x, dot.y, 4, 1);
    pen.font = `500 14px ${getComputedStyle(this.surface).fontFamily}`;
    const wide = pen.measureText(clip.name).width;
    const left = dot.x + 12 + wide > this.plane.size ? dot.x - 12 - wide : dot.x + 12;
    pen.fillStyle = "rgb(9 12 16 / 0.85)";
    pen.beginPath();
    pen.roundRect(left - 6, dot.y - 12, wide + 12, 24, 5);
    pen.fill();
    pen.fillStyle = ink.text;
    pen.textBaseline = "middle";
    pen.fillText(clip.name, left, dot.y + 1);
  }
}

function drawDot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, alpha: number): void {
  pen.fillStyle = "rgb(9 12 16 / 0.6)";
  pen.beginPath();
  pen.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = `rgb(236 231 220 / ${alpha})`;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
