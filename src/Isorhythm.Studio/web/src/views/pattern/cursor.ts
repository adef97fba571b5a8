import { clamp } from "../../core/decode";
import { type Grid, isMagnetic, stepCount } from "../../core/grid";

/** The cell that the keyboard is on. */
export class Cursor {
  step = 0;
  drum = 0;

  moveTo(grid: Grid, step: number, drum: number): void {
    this.step = clamp(step, 0, Math.max(0, stepCount(grid) - 1));
    this.drum = clamp(drum, 0, Math.max(0, grid.drums.length - 1));
  }

  /** To the next sixteenth or triplet in this direction (-1 or 1); `fine` to the next step of the grid. */
  advance(grid: Grid, direction: number, fine: boolean): void {
    const steps = stepCount(grid);
    let step = this.step + direction;
    while (!fine && step > 0 && step < steps && !isMagnetic(grid, step)) {
      step += direction;
    }
    if (step < steps) {
      this.moveTo(grid, step, this.drum);
    }
  }
}
