import { describe, expect, it } from "vitest";
import { type About, dateWords, type EvaluationView, hear } from "./evaluation";

const before: About = { report: null, running: null, words: "" };
const view = (state: EvaluationView["state"], name = "ours"): EvaluationView => ({ name, share: 0.5, sentence: "Does it remember?", state });

describe("what is told of an evaluation", () => {
  it("is shown while it runs, whichever space it is of", () => {
    expect(hear(before, view("running", "another"), "ours").running?.name).toBe("another");
    expect(hear({ ...before, words: "It broke." }, view("running"), "ours").words).toBe("");
  });

  it("ends with it, and says why where the space that is shown has no answer", () => {
    const running = hear(before, view("running"), "ours");
    expect(hear(running, view("done"), "ours")).toEqual(before);
    expect(hear(running, view("stopped"), "ours")).toEqual(before);
    expect(hear(running, view("failed"), "ours")).toEqual({ ...before, words: "Does it remember?" });
    expect(hear(running, view("failed", "another"), "ours")).toEqual(before);
  });

  it("has a date that people read", () => {
    expect(dateWords("2026-11-26T15:04:00Z")).toContain("November 2026");
  });
});
