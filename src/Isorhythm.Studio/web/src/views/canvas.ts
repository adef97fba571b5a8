import { redraw } from "./frames";

/** A canvas that fills its box in device pixels; `resized` is called with its size in CSS pixels whenever that changes. */
export function sharpCanvas(className: string, resized: (width: number, height: number) => void): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = className;
  canvas.ariaHidden = "true";
  const fit = (): void => {
    const { clientWidth, clientHeight } = canvas;
    canvas.width = Math.round(clientWidth * devicePixelRatio);
    canvas.height = Math.round(clientHeight * devicePixelRatio);
    resized(clientWidth, clientHeight);
    redraw();
  };
  new ResizeObserver(fit).observe(canvas);
  onScreenChange(fit);
  return canvas;
}

/** A window that moves to a finer screen keeps its size: only the pixels change. */
function onScreenChange(changed: () => void): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
    changed();
    onScreenChange(changed);
  }, { once: true });
}

/** The canvas's pen, cleared, in CSS pixels. */
export function freshPen(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
  }
  return pen;
}
