/** The page's state: one value, replaced in parts; whoever looks at it is told once a turn, however many parts changed. */
export class Store<T extends object> {
  private readonly watchers = new Set<(state: T) => void>();
  private waiting = false;

  constructor(private value: T) {}

  get state(): Readonly<T> {
    return this.value;
  }

  set(patch: Partial<T>): void {
    this.value = { ...this.value, ...patch };
    if (!this.waiting) {
      this.waiting = true;
      queueMicrotask(() => {
        this.waiting = false;
        this.watchers.forEach((watcher) => watcher(this.value));
      });
    }
  }

  /** Calls back now and after every change. */
  watch(watcher: (state: T) => void): void {
    this.watchers.add(watcher);
    watcher(this.value);
  }
}
