import { describe, expect, it } from "vitest";
import type { Hit } from "../../core/grid";
import { Morphing } from "./morphing";

const hit = (step: number, drum = 0, velocity = 0.8): Hit => ({ step, drum, velocity, offset: 0 });

describe("morphing strokes", () => {
  it("slide to a neighbour, grow from nothing, and shrink away within 120 ms", () => {
    const morphing = new Morphing();
    morphing.show([hit(0), hit(40)], 0, true);
    morphing.show([hit(2), hit(60)], 1000, false);
    const mid = morphing.at(1040);
    expect(mid.find((s) => s.step === 2)?.position).toBeGreaterThan(0);
    expect(mid.find((s) => s.step === 60)?.size).toBeLessThan(1);
    expect(mid.find((s) => s.step === 40)?.size).toBeLessThan(1);
    expect(morphing.at(1120).map((s) => [s.step, s.size])).toEqual([[2, 1], [60, 1]]);
  });

  it("never slide from one drum to another", () => {
    const morphing = new Morphing();
    morphing.show([hit(0, 0)], 0, true);
    morphing.show([hit(0, 1)], 0, false);
    expect(morphing.at(60).find((s) => s.drum === 1)?.size).toBeLessThan(1);
  });

  it("leave a stroke that stays in peace", () => {
    const morphing = new Morphing();
    morphing.show([hit(6)], 0, true);
    morphing.show([hit(4), hit(6)], 0, false);
    expect(morphing.at(60).find((s) => s.step === 6)).toMatchObject({ position: 6, size: 1 });
  });

  it("jump for those who asked for stillness", () => {
    const morphing = new Morphing();
    morphing.show([hit(0)], 0, true);
    expect(morphing.at(0)).toHaveLength(1);
    expect(morphing.at(0)[0]?.size).toBe(1);
  });
});
