const down = new Set<number>();

/** What fingers and the mouse hold: all that is done while one is down is one gesture. */
export const hand = {
  isDown: (): boolean => down.size > 0,

  /** Calls before anything else hears of a press. */
  onPress(press: () => void): void {
    const up = (event: PointerEvent): unknown => down.delete(event.pointerId);
    addEventListener("pointerdown", (event) => {
      down.add(event.pointerId);
      press();
    }, { capture: true });
    addEventListener("pointerup", up, { capture: true });
    addEventListener("pointercancel", up, { capture: true });
  },
};
