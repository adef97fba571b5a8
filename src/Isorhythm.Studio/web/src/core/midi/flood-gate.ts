/** No hands strike more often; a loose cable or a loop of cables does. */
const mostPerSecond = 200;

/** Lets through what hands can play, and drops a flood. */
export class FloodGate {
  private left = mostPerSecond;
  private last = 0;
  dropped = 0;

  /** `at` is in milliseconds. */
  opens(at: number): boolean {
    this.left = Math.min(mostPerSecond, this.left + (Math.max(0, at - this.last) * mostPerSecond) / 1000);
    this.last = Math.max(at, this.last);
    if (this.left < 1) {
      this.dropped++;
      return false;
    }
    this.left--;
    return true;
  }
}
