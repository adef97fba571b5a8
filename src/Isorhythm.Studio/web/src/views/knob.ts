import { clamp } from "../core/decode";

const arc = 0.75 * 2 * Math.PI;
const travel = 160;

/**
 * A dial: drag up and down, wheel to fine-tune, double-click to reset, arrows, Page, Home and End from the keyboard, and
 * a typed number with Enter. Says its value in words through `words`.
 */
export class Knob extends HTMLElement {
  min = 0;
  max = 1;
  step = 0.01;
  initial = 0;
  label = "";
  words: (value: number) => string = (value) => value.toFixed(2);
  private shown = 0;
  private typed = "";
  private drag: { y: number; value: number } | null = null;
  private readonly dial = document.createElementNS("http://www.w3.org/2000/svg", "svg");

  get value(): number {
    return this.shown;
  }

  set value(value: number) {
    if (value !== this.shown) {
      this.shown = value;
      this.draw();
    }
  }

  connectedCallback(): void {
    this.tabIndex = 0;
    this.setAttribute("role", "slider");
    this.dial.setAttribute("viewBox", "-20 -20 40 40");
    this.dial.ariaHidden = "true";
    this.append(this.dial);
    this.addEventListener("pointerdown", (event) => this.grab(event));
    this.addEventListener("pointermove", (event) => this.pull(event));
    this.addEventListener("lostpointercapture", () => (this.drag = null));
    this.addEventListener("dblclick", () => this.choose(this.initial));
    this.addEventListener("wheel", (event) => this.turn(event), { passive: false });
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("blur", () => this.type(""));
    this.draw();
  }

  private grab(event: PointerEvent): void {
    if (event.button === 0) {
      this.setPointerCapture(event.pointerId);
      this.drag = { y: event.clientY, value: this.shown };
    }
  }

  private pull(event: PointerEvent): void {
    if (this.drag) {
      const speed = event.shiftKey ? 0.2 : 1;
      this.choose(this.drag.value + ((this.drag.y - event.clientY) / travel) * (this.max - this.min) * speed);
    }
  }

  private turn(event: WheelEvent): void {
    event.preventDefault();
    this.choose(this.shown - Math.sign(event.deltaY) * this.step);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const big = (this.max - this.min) / 10;
    const moves: Record<string, number> = {
      ArrowUp: this.shown + this.step,
      ArrowRight: this.shown + this.step,
      ArrowDown: this.shown - this.step,
      ArrowLeft: this.shown - this.step,
      PageUp: this.shown + big,
      PageDown: this.shown - big,
      Home: this.min,
      End: this.max,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      this.choose(target);
    } else if (/^[-.\d]$/.test(event.key)) {
      this.type(this.typed + event.key);
    } else if (event.key === "Enter" && this.typed) {
      this.choose(Number(this.typed));
      this.type("");
    } else if (event.key === "Escape" && this.typed) {
      this.type("");
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private type(text: string): void {
    this.typed = text;
    this.draw();
  }

  private choose(wanted: number): void {
    if (Number.isFinite(wanted)) {
      const value = clamp(Math.round(wanted / this.step) * this.step, this.min, this.max);
      this.value = value;
      this.dispatchEvent(new CustomEvent("turn", { detail: value }));
    }
  }

  private draw(): void {
    const share = (value: number): number => (value - this.min) / (this.max - this.min);
    const words = this.typed || this.words(this.shown);
    this.setAttribute("aria-label", this.label);
    this.setAttribute("aria-valuemin", String(this.min));
    this.setAttribute("aria-valuemax", String(this.max));
    this.setAttribute("aria-valuenow", this.shown.toFixed(3));
    this.setAttribute("aria-valuetext", this.words(this.shown));
    this.title = `${this.label}: ${words}`;
    this.dataset["words"] = words;
    const from = Math.min(0, this.min) < 0 ? share(0) : 0;
    const [a, b] = [from, share(this.shown)].sort((x, y) => x - y) as [number, number];
    const tip = spot(share(this.shown), 10.5);
    this.dial.innerHTML = `
      <path class="knob-track" d="${sweep(0, 1)}"/>
      <path class="knob-value" d="${sweep(a, b)}"/>
      <circle class="knob-cap" r="12"/>
      <line class="knob-tip" x1="${tip.x * 0.45}" y1="${tip.y * 0.45}" x2="${tip.x}" y2="${tip.y}"/>`;
  }
}

function spot(share: number, radius: number): { x: number; y: number } {
  const angle = (share - 0.5) * arc - Math.PI / 2;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

function sweep(from: number, to: number): string {
  const [a, b] = [spot(from, 17), spot(to, 17)];
  return `M${a.x.toFixed(2)} ${a.y.toFixed(2)}A17 17 0 ${(to - from) * arc > Math.PI ? 1 : 0} 1 ${b.x.toFixed(2)} ${b.y.toFixed(2)}`;
}

customElements.define("iso-knob", Knob);
