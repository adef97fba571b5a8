import { describe, expect, it } from "vitest";
import { History } from "./history";

describe("history", () => {
  it("walks back and forth over what was heard", () => {
    const history = new History<string>();
    ["a", "b", "c"].forEach((x) => history.add(x));
    expect(history.undo()).toBe("b");
    expect(history.undo()).toBe("a");
    expect(history.undo()).toBeUndefined();
    expect(history.current).toBe("a");
    expect(history.redo()).toBe("b");
    expect(history.canRedo).toBe(true);
  });

  it("drops what lay ahead once something new is heard", () => {
    const history = new History<string>();
    ["a", "b"].forEach((x) => history.add(x));
    history.undo();
    history.add("c");
    expect(history.canRedo).toBe(false);
    expect(history.undo()).toBe("a");
  });

  it("forgets the oldest beyond its limit", () => {
    const history = new History<number>(3);
    [1, 2, 3, 4].forEach((x) => history.add(x));
    history.undo();
    history.undo();
    expect(history.current).toBe(2);
    expect(history.canUndo).toBe(false);
  });

  it("shows the recent ones with the current marked", () => {
    const history = new History<number>();
    [1, 2, 3, 4, 5].forEach((x) => history.add(x));
    history.goTo(1);
    const shown = history.recent(3);
    expect(shown.find((s) => s.current)?.item).toBe(2);
    expect(shown).toHaveLength(3);
  });
});
