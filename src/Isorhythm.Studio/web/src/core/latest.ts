/**
 * Runs one job at a time and remembers only the newest one that came meanwhile: a dragged head asks for a hundred
 * places, and only where it is now matters.
 */
export class Latest<T> {
  private busy = false;
  private next: { value: T } | null = null;

  constructor(private readonly job: (value: T) => Promise<void>) {}

  get isBusy(): boolean {
    return this.busy;
  }

  run(value: T): void {
    this.next = { value };
    if (!this.busy) {
      void this.drain();
    }
  }

  private async drain(): Promise<void> {
    this.busy = true;
    while (this.next) {
      const { value } = this.next;
      this.next = null;
      await this.job(value);
    }
    this.busy = false;
  }
}
