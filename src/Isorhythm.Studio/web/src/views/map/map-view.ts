import type { Clip, SpaceMap } from "../../core/api";
import type { State } from "../../core/state";
import { nearestClip } from "../../core/take";
import type { App } from "../app";
import { freshPen, sharpCanvas } from "../canvas";
import { onFrame, redraw, stillness } from "../frames";
import { nearest } from "../../core/space/nearest";
import { dotsOf, drawAround, drawGround, drawName } from "./ground";
import { drawHead, drawStray, drawTrail } from "./head";
import type { Box, Dot } from "./labels";
import { drawPath } from "./path";
import { Plane } from "./plane";
import { drawRings } from "./rings";
import { shade } from "./shade";
import { Trail } from "./trail";

const grabRadius = 14;
const trailBeats = 16;
const leap = 0.12;

/** The map: shaded zones, the clips with their names, and the head that a hand or the arrow keys move. */
export class MapView {
  private readonly surface = document.createElement("div");
  private readonly ground = sharpCanvas("map-ground", (width) => this.resize(width));
  private readonly air = sharpCanvas("map-air", () => {});
  private readonly trail = new Trail();
  private plane = new Plane(1, 1);
  private shading: HTMLCanvasElement | null = null;
  private shown: SpaceMap | null = null;
  private shaded: Float32Array | null = null;
  private hovered: Clip | undefined;
  private named: readonly Box[] = [];
  private dots: readonly Dot[] = [];

  constructor(
    private readonly app: App,
    private readonly host: HTMLElement,
  ) {
    const { surface } = this;
    surface.className = "map-surface";
    surface.tabIndex = 0;
    surface.dataset["testid"] = "map";
    surface.setAttribute("role", "application");
    surface.setAttribute("aria-roledescription", "map");
    surface.setAttribute("aria-label", "Map of rhythms. Arrow keys move the head, with Shift finely.");
    surface.setAttribute("aria-describedby", "near");
    surface.append(this.ground, this.air);
    host.prepend(surface);
    this.listen();
    app.store.watch((state) => this.update(state));
    onFrame((now) => this.frame(now));
    void document.fonts.ready.then(() => this.drawGround());
  }

  private resize(size: number): void {
    this.plane = new Plane(this.app.store.state.map?.extent ?? 1, size);
    this.trail.clear();
    this.drawGround();
  }

  private update({ map, change, drawing }: State): void {
    const [isOther, isOtherwiseShaded] = [map !== this.shown, change !== this.shaded];
    if (map && isOther) {
      this.shown = map;
      this.plane = new Plane(map.extent, this.plane.size);
      this.trail.clear();
    }
    if (isOtherwiseShaded) {
      this.shaded = change;
      this.shading = change && shade(change, Math.sqrt(change.length));
    }
    if (isOther || isOtherwiseShaded) {
      this.drawGround();
    }
    this.host.classList.toggle("has-map", map !== null);
    this.host.classList.toggle("drawing", drawing);
  }

  private listen(): void {
    const { surface } = this;
    surface.addEventListener("pointerdown", (event) => {
      if (event.button === 0) {
        surface.setPointerCapture(event.pointerId);
        surface.focus({ preventScroll: true });
        if (event.shiftKey && !this.app.store.state.corners) {
          this.app.paths.startDrawing();
        }
        this.follow(event);
      }
    });
    surface.addEventListener("pointermove", (event) => {
      if (surface.hasPointerCapture(event.pointerId)) {
        this.follow(event);
      } else {
        this.point(this.clipAt(event));
      }
    });
    surface.addEventListener("lostpointercapture", () => {
      if (this.app.store.state.drawing) {
        this.app.paths.draw();
      }
    });
    surface.addEventListener("pointerleave", () => this.point(undefined));
  }

  /** Every point that the pen or finger passed since the last event joins the trail; the head takes the last. */
  private follow(event: PointerEvent): void {
    const passed = event.getCoalescedEvents?.() ?? [];
    passed.forEach((point) => this.trail.add({ ...this.locate(point), at: performance.now() }));
    const clip = event.type === "pointerdown" ? this.clipAt(event) : undefined;
    const { map, corners, drawing } = this.app.store.state;
    if (corners) {
      if (clip && map) {
        void this.app.studio.addCorner(map.clips.indexOf(clip));
      }
      return;
    }
    this.app.instrument.moveHead((drawing ? undefined : clip) ?? this.plane.toSpace(this.locate(event)));
  }

  /** The clip under the pointer, if one is near enough to be meant. */
  private clipAt(event: PointerEvent): Clip | undefined {
    const at = this.locate(event);
    const clip = nearestClip(this.plane.toSpace(at), this.app.store.state.map?.clips ?? []);
    const dot = clip && this.plane.toScreen(clip);
    return dot && Math.hypot(dot.x - at.x, dot.y - at.y) < grabRadius ? clip : undefined;
  }

  private point(clip: Clip | undefined): void {
    if (clip !== this.hovered) {
      this.hovered = clip;
      redraw();
    }
  }

  private locate(event: PointerEvent): { x: number; y: number } {
    const box = this.surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private drawGround(): void {
    const pen = freshPen(this.ground);
    const { map } = this.app.store.state;
    if (pen && map) {
      this.dots = dotsOf(this.plane, map.clips);
      this.named = drawGround(pen, this.plane, this.shading, map);
    }
  }

  private frame(now: number): boolean {
    const pen = freshPen(this.air);
    const { map, head, take, heard, noise, model, tempo, muted, rings, showsRings, paths, looping } = this.app.store.state;
    if (!pen || !map || !model) {
      return false;
    }
    const at = this.plane.inside(this.plane.toScreen(head), 12);
    const quarter = this.app.instrument.playback.quarter;
    const playing = quarter !== null && quarter >= 0;
    this.trail.add({ ...at, at: now });
    const trail = stillness.matches ? [] : this.trail.fading(now, (trailBeats * 60000) / tempo, this.plane.size * leap);
    if (showsRings && rings?.at === head) {
      drawRings(pen, this.plane, at, rings.contours);
    }
    const path = paths.find(({ name }) => name === looping?.name);
    if (path) {
      drawPath(pen, this.plane, map, path);
    }
    drawTrail(pen, trail);
    const stray = noise > 0 && playing ? heard : null;
    if (stray) {
      drawStray(pen, at, this.plane.toScreen(stray.place));
    }
    const radius = Math.max(32, this.plane.size * 0.052);
    drawAround(pen, this.plane, this.dots, at, radius + 4, this.named);
    drawHead(pen, {
      ...at,
      radius,
      pulse: playing && !stillness.matches ? (1 - (quarter % 1)) ** 2 : 0,
      turn: playing ? (quarter % model.grid.quarters) / model.grid.quarters : null,
      pattern: (stray ?? take)?.pattern ?? [],
      grid: model.grid,
      muted,
    });
    this.drawNames(pen, nearest(head, map)?.clip, at, radius);
    return quarter !== null || trail.length > 1;
  }

  /** The clip nearest to the head, and the one under the pointer, always show their names. */
  private drawNames(pen: CanvasRenderingContext2D, near: Clip | undefined, head: { x: number; y: number }, radius: number): void {
    if (near) {
      const dot = this.plane.toScreen(near);
      const covered = Math.hypot(dot.x - head.x, dot.y - head.y) < radius;
      drawName(pen, this.plane.size, covered ? head : dot, covered ? radius : 6, near.name);
    }
    if (this.hovered && this.hovered !== near) {
      drawName(pen, this.plane.size, this.plane.toScreen(this.hovered), 6, this.hovered.name);
    }
  }
}
