/** Something remembered, where it stands in the history, and whether it is what holds now. */
export interface Kept<T> {
  readonly item: T;
  readonly index: number;
  readonly current: boolean;
}

/** What has been, with a cursor for undo and redo. Something new after an undo drops what lay ahead. */
export class History<T> {
  private readonly limit: number;
  private items: readonly T[] = [];
  private cursor = -1;

  constructor(limit = 64) {
    this.limit = limit;
  }

  get current(): T | undefined {
    return this.items[this.cursor];
  }

  get canUndo(): boolean {
    return this.cursor > 0;
  }

  get canRedo(): boolean {
    return this.cursor < this.items.length - 1;
  }

  add(item: T): void {
    this.items = [...this.items.slice(0, this.cursor + 1), item].slice(-this.limit);
    this.cursor = this.items.length - 1;
  }

  /** Puts something else in the place of every item. */
  change(other: (item: T) => T): void {
    this.items = this.items.map(other);
  }

  /** Of the run of such items at the end, keeps only the last few. */
  keepLast(count: number, such: (item: T) => boolean): void {
    const before = this.items.findLastIndex((item) => !such(item)) + 1;
    const surplus = Math.max(0, this.items.length - before - count);
    this.items = this.items.filter((_, i) => i < before || i >= before + surplus);
    this.cursor = Math.max(0, this.cursor - surplus);
  }

  undo(): T | undefined {
    return this.canUndo ? this.goTo(this.cursor - 1) : undefined;
  }

  redo(): T | undefined {
    return this.canRedo ? this.goTo(this.cursor + 1) : undefined;
  }

  goTo(index: number): T | undefined {
    if (index >= 0 && index < this.items.length) {
      this.cursor = index;
    }
    return this.current;
  }

  /** The last `count` items around the cursor, oldest first, each with its index. */
  recent(count: number): Kept<T>[] {
    const end = Math.min(this.items.length, Math.max(this.cursor + 3, count));
    const start = Math.max(0, end - count);
    return this.items.slice(start, end).map((item, i) => ({ item, index: start + i, current: start + i === this.cursor }));
  }
}
