import { onFrame, redraw, stillness } from "../../views/frames";
import type { Jam } from "../jam";
import { FlatPicture } from "./flat";
import { Orbit } from "./orbit";
import type { Picture } from "./picture";
import { sceneOf } from "./scene";

const growsFor = 900;
const hallScale = 1.4;
export const noDepth = "This browser draws no 3-D: here is the same picture, flat.";

/** The space that both players move in, flat or solid, in its panel or alone on the whole screen. */
export class SpaceView {
  private readonly orbit = new Orbit();
  private picture: Picture = new FlatPicture();
  private isSolid = false;
  private shown: object | null = null;
  private count = 0;
  private grownAt = 0;
  private lastFrame = 0;
  private held = false;

  constructor(
    private readonly jam: Jam,
    private readonly host: HTMLElement,
    private readonly words: HTMLElement,
  ) {
    host.prepend(this.picture.element);
    this.listen();
    jam.store.watch((state) => {
      host.classList.toggle("projecting", state.projecting);
      if (state.solid !== this.isSolid) {
        void this.choose(state.solid);
      }
    });
    document.addEventListener("fullscreenchange", () => !document.fullscreenElement && jam.store.set({ projecting: false }));
    onFrame((now) => this.frame(now));
  }

  /** All of the screen and nothing but the picture; where a browser gives no full screen, all of the window. */
  project(on: boolean): void {
    this.jam.store.set({ projecting: on, ...(on ? { solid: true } : {}) });
    if (on) {
      void this.host.requestFullscreen?.().catch(() => undefined);
    } else if (document.fullscreenElement) {
      void document.exitFullscreen();
    }
  }

  private async choose(solid: boolean): Promise<void> {
    this.isSolid = solid;
    this.words.textContent = "";
    let picture: Picture | null = null;
    try {
      picture = solid ? new (await import("./solid")).SolidPicture(() => this.jam.store.set({ solid: false })) : null;
    } catch {
      this.words.textContent = noDepth;
    }
    this.picture.dispose();
    this.picture = picture ?? new FlatPicture();
    this.host.prepend(this.picture.element);
    this.shown = null;
    redraw();
  }

  private frame(now: number): boolean {
    const { open, turns, projecting, running, watching } = this.jam.state;
    if (!open) {
      return false;
    }
    this.showTurns(now);
    if (!stillness.matches && !this.held) {
      this.orbit.drift(Math.min(0.1, (now - this.lastFrame) / 1000));
    }
    this.lastFrame = now;
    const grown = stillness.matches ? 1 : Math.min(1, (now - this.grownAt) / growsFor);
    const moment = running || watching ? this.jam.performance.momentAt(this.jam.time) : null;
    const who = moment?.part.who;
    this.picture.draw(this.orbit, {
      head: turns.length - 2 + easeOut(grown),
      playing: who === "human" || who === "machine" ? who : null,
      pulse: stillness.matches || !moment ? 0 : 1 - moment.through,
      scale: projecting ? hallScale : 1,
    });
    return !stillness.matches || grown < 1 || moment !== null;
  }

  private showTurns(now: number): void {
    const { turns, cloud } = this.jam.state;
    if (turns !== this.shown) {
      this.shown = turns;
      this.picture.show(sceneOf(turns, cloud));
      if (turns.length !== this.count) {
        this.count = turns.length;
        this.grownAt = now;
      }
    }
  }

  private listen(): void {
    const { host, orbit } = this;
    let last: PointerEvent | null = null;
    host.addEventListener("pointerdown", (event) => {
      if (event.target === this.picture.element) {
        host.setPointerCapture(event.pointerId);
        last = event;
        this.held = true;
      }
    });
    host.addEventListener("pointermove", (event) => {
      if (last && event.pointerId === last.pointerId) {
        orbit.drag(event.clientX - last.clientX, event.clientY - last.clientY, host.clientHeight);
        last = event;
        redraw();
      }
    });
    host.addEventListener("lostpointercapture", () => {
      last = null;
      this.held = false;
    });
    host.addEventListener("wheel", (event) => {
      event.preventDefault();
      orbit.zoom(Math.exp(event.deltaY / 800));
      redraw();
    }, { passive: false });
    host.addEventListener("keydown", (event) => this.key(event));
  }

  /** The camera from the keyboard, while the picture has the focus. */
  private key(event: KeyboardEvent): void {
    const step = this.host.clientHeight / 24;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.orbit.drag(-step, 0, this.host.clientHeight),
      ArrowRight: () => this.orbit.drag(step, 0, this.host.clientHeight),
      ArrowUp: () => this.orbit.drag(0, -step, this.host.clientHeight),
      ArrowDown: () => this.orbit.drag(0, step, this.host.clientHeight),
      "+": () => this.orbit.zoom(0.9),
      "-": () => this.orbit.zoom(1.1),
    };
    const move = event.target === this.host ? moves[event.key] : undefined;
    if (move) {
      event.preventDefault();
      move();
      redraw();
    }
  }
}

function easeOut(share: number): number {
  return 1 - (1 - share) ** 3;
}
