import { describe, expect, it } from "vitest";
import { strokes } from "./decode";
import type { Grid } from "./grid";

const grid: Grid = {
  stepsPerQuarter: 4,
  quarters: 2,
  drums: [{ name: "kick", pitch: 36 }, { name: "snare", pitch: 38 }],
  features: ["onset", "velocity", "microtiming"],
};

// [feature][drum][step]: kick 0.9 . 0.4 . 0.6 0.55 . 0.1, snare nothing but step 4.
const onset = [0.9, 0, 0.4, 0, 0.6, 0.3, 0, 0.1, 0, 0, 0, 0, 0.8, 0, 0, 0];
const velocity = onset.map((p) => p / 2);
const microtiming = onset.map((p) => p - 0.5);
const values = Float32Array.from([...onset, ...velocity, ...microtiming]);
const cells = (density: number[], threshold = 0.5): string[] =>
  strokes(values, grid, { threshold, density }).map((h) => `${h.drum}@${h.step}`);

describe("strokes", () => {
  it("strike where the onset exceeds the threshold, strictly", () => {
    expect(cells([0, 0])).toEqual(["0@0", "0@4", "1@4"]);
    const half = Float32Array.from(values, (v, i) => (i === 0 ? 0.5 : v));
    expect(strokes(half, grid, { threshold: 0.5, density: [] }).map((h) => h.step)).toEqual([4, 4]);
  });

  it("carry their cell's velocity and offset", () => {
    const [kick] = strokes(values, grid, { threshold: 0.5, density: [] });
    expect(kick?.velocity).toBeCloseTo(0.45);
    expect(kick?.offset).toBeCloseTo(0.4);
  });

  it("thin to the likeliest when density goes down, drum by drum", () => {
    expect(cells([-0.5, 0])).toEqual(["0@0", "1@4"]);
    expect(cells([-1, 0])).toEqual(["1@4"]);
  });

  it("grow by the next likeliest when density goes up, without the smear beside a stroke", () => {
    expect(cells([0.13, 0])).toEqual(["0@0", "0@2", "0@4", "1@4"]);
    expect(cells([1, 0])).toEqual(["0@0", "0@2", "0@4", "1@4", "0@7"]);
  });

  it("read a velocity-only grid by its velocity", () => {
    const loops: Grid = { ...grid, features: ["velocity"] };
    const hits = strokes(Float32Array.from(onset), loops, { threshold: 0.5, density: [] });
    expect(hits.map((h) => h.velocity.toFixed(1))).toEqual(["0.9", "0.6", "0.8"]);
    expect(hits.every((h) => h.offset === 0)).toBe(true);
  });
});
