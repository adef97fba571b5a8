/** Draws; `now` is `performance.now()`. Returns whether the picture is still moving. */
type Frame = (now: number) => boolean;

const frames: Frame[] = [];
let asked = false;

/** Draws before the next repaint, and goes on for as long as something moves. All drawing shares one loop. */
export function onFrame(frame: Frame): void {
  frames.push(frame);
  redraw();
}

/** Something to be seen has changed. */
export function redraw(): void {
  if (!asked) {
    asked = true;
    requestAnimationFrame(loop);
  }
}

function loop(now: number): void {
  asked = false;
  const moving = frames.map((frame) => frame(now));
  if (moving.includes(true)) {
    redraw();
  }
}

/** Whether the person asked their system for stillness. */
export const stillness = matchMedia("(prefers-reduced-motion: reduce)");
