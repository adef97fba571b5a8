import { describe, expect, it } from "vitest";
import { belongs, earlyWindow, phraseOf, type Span } from "./capture";

// Two bars of sixteenths at 120 bpm, from ten seconds on.
const span: Span = { start: 10, steps: 32, stepSeconds: 0.125 };
const at = (time: number, drum = 0, velocity = 0.5) => ({ time, drum, velocity });

describe("capture", () => {
  it("puts a stroke into its nearest step and keeps what is left as offset", () => {
    expect(phraseOf([at(10.5 + 0.03), at(11 - 0.05, 1)], span)).toEqual([
      { step: 4, drum: 0, velocity: 64, offset: expect.closeTo(0.24, 6) },
      { step: 8, drum: 1, velocity: 64, offset: expect.closeTo(-0.4, 6) },
    ]);
  });

  it("gives what comes a little before the downbeat to the new bar", () => {
    expect(phraseOf([at(9.96)], span)).toEqual([{ step: 0, drum: 0, velocity: 64, offset: expect.closeTo(-0.32, 6) }]);
    expect(belongs(span, 9.96)).toBe(true);
    expect(belongs(span, 13.96)).toBe(false);
    expect(belongs({ ...span, start: 14 }, 13.96)).toBe(true);
  });

  it("leaves out what lies before and after", () => {
    expect(phraseOf([at(9.9), at(14), at(13.97)], span)).toEqual([]);
  });

  it("keeps the loudest of a cell", () => {
    const phrase = phraseOf([at(10, 0, 0.3), at(10.02, 0, 0.9), at(10.04, 0, 0.5)], span);
    expect(phrase).toEqual([{ step: 0, drum: 0, velocity: 114, offset: expect.closeTo(0.16, 6) }]);
  });

  it("leaves the machine time to answer at any tempo", () => {
    expect([0.02, 0.075, 0.125, 0.5].map(earlyWindow)).toEqual([0.055, 0.055, 0.0625, 0.08]);
  });

  it("holds offsets within half a step, also where the window is wider than that", () => {
    const fine: Span = { start: 10, steps: 96, stepSeconds: 0.04 };
    expect(phraseOf([at(9.95)], fine)[0]).toMatchObject({ step: 0, offset: -0.5 });
  });
});
