import type { App } from "./app";

/** A list beside the map that its button opens and closes. */
export abstract class BesideMap {
  protected open = false;

  constructor(
    protected readonly app: App,
    protected readonly host: HTMLElement,
  ) {}

  toggle(): void {
    this.open = !this.open;
    this.show();
  }

  /** False if it was not open. */
  close(): boolean {
    const wasOpen = this.open;
    if (wasOpen) {
      this.toggle();
      this.host.querySelector("button")?.focus();
    }
    return wasOpen;
  }

  protected abstract show(): void;
}
