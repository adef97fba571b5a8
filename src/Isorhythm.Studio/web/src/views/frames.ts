type Frame = (now: number) => void;

const frames = new Set<Frame>();
let running = false;

/** Calls back before every repaint, with `performance.now()`; all drawing shares one loop. */
export function onFrame(frame: Frame): void {
  frames.add(frame);
  if (!running) {
    running = true;
    requestAnimationFrame(loop);
  }
}

function loop(now: number): void {
  frames.forEach((frame) => frame(now));
  requestAnimationFrame(loop);
}

/** Whether the person asked their system for stillness. */
export const stillness = matchMedia("(prefers-reduced-motion: reduce)");
