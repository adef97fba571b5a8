const betweenTurns = 12;

/** The newest value of each thing that is turned from outside, handed on eighty times a second at most, however often it comes. */
export class Turns {
  private readonly waiting = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly turn: (id: string, share: number) => void) {}

  /** `share` is 0..1. */
  add(id: string, share: number): void {
    this.waiting.set(id, share);
    this.timer ??= setTimeout(() => this.handOn(), betweenTurns);
  }

  private handOn(): void {
    this.timer = undefined;
    const turns = [...this.waiting];
    this.waiting.clear();
    turns.forEach(([id, share]) => this.turn(id, share));
  }
}
