import { clamp } from "../../core/decode";
import { type Grid, type Hit, nearestMagnetic, type Pattern, withHit, withoutHit } from "../../core/grid";
import { type LaneBox, rowAt, stepWidth } from "./layout";

const stillClick = 3;
const velocityTravel = 90;
const offsetTravel = 60;

/**
 * One gesture on the lanes. A click puts a stroke down or takes it away; up and down sets its velocity; with Shift or
 * Alt held, sideways moves it off its line. A finger has no Shift: the way it sets out decides.
 */
export class Gesture {
  private moved = false;
  private sideways = false;
  private hit: Hit;
  private readonly before: Hit;

  private constructor(
    private readonly pattern: Pattern,
    hit: Hit,
    readonly isNew: boolean,
    private readonly start: { x: number; y: number },
  ) {
    this.hit = hit;
    this.before = hit;
  }

  /** Takes hold of the stroke under the pointer, or begins a new one where a player would aim; `exact` takes any step. */
  static begin(pattern: Pattern, grid: Grid, box: LaneBox, at: { x: number; y: number }, exact: boolean): Gesture | null {
    const drum = rowAt(box, grid, at.y);
    if (drum < 0 || grid.drums[drum]?.role) {
      return null;
    }
    const position = box.from + at.x / stepWidth(box) - 0.4;
    const reach = Math.max(0.6, 6 / stepWidth(box));
    const old = pattern
      .filter((hit) => hit.drum === drum && Math.abs(hit.step + hit.offset / 2 - position) < reach)
      .sort((a, b) => Math.abs(a.step - position) - Math.abs(b.step - position))[0];
    const step = exact ? clamp(Math.round(position), 0, grid.stepsPerQuarter * grid.quarters - 1) : nearestMagnetic(grid, position);
    return new Gesture(pattern, old ?? { step, drum, velocity: 0.8, offset: 0 }, !old, at);
  }

  get stroke(): Hit {
    return this.hit;
  }

  move(at: { x: number; y: number }, by: { finger: boolean; shift: boolean }): Pattern {
    const dx = at.x - this.start.x;
    const dy = this.start.y - at.y;
    if (!this.moved && Math.hypot(dx, dy) > stillClick) {
      this.moved = true;
      this.sideways = by.finger && Math.abs(dx) > Math.abs(dy);
    }
    if (this.moved) {
      this.hit = by.shift || this.sideways
        ? { ...this.hit, offset: clamp(this.before.offset + dx / offsetTravel, -1, 1) }
        : { ...this.hit, velocity: clamp(this.before.velocity + dy / velocityTravel, 1 / 127, 1) };
    }
    return withHit(this.pattern, this.hit);
  }

  end(): Pattern {
    const away = !this.moved && !this.isNew;
    return away ? withoutHit(this.pattern, this.hit.step, this.hit.drum) : withHit(this.pattern, this.hit);
  }
}
