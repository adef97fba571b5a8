import { describe, expect, it } from "vitest";
import type { Grid } from "./grid";
import { drawn, loopAt, patternsAlong, placeAt } from "./path";

const grid: Grid = { stepsPerQuarter: 4, quarters: 8, drums: [{ name: "kick", pitch: 36 }], features: ["onset"] };
const across = [{ x: 0, y: 0, at: 0 }, { x: 1, y: 0, at: 1 }, { x: 1, y: 3, at: 4.3 }];

describe("a drawn path", () => {
  it("is as many whole bars long as come nearest to the time that it took, and one at least", () => {
    expect(drawn("a", across, 2, null).bars).toBe(2);
    expect(drawn("a", across, 30, null).bars).toBe(1);
  });

  it("goes from its first point to its last in the time of the hand", () => {
    const path = drawn("a", across, 2, null);
    expect(placeAt(path, 0)).toEqual({ x: 0, y: 0 });
    expect(placeAt(path, 0.999).y).toBeCloseTo(3);
    expect(placeAt(path, 0.2).x).toBeCloseTo(0.89, 1);
  });

  it("keeps what lay beside its plane", () => {
    const plane = { origin: [0, 0, 7], right: [1, 0, 0], up: [0, 1, 0] };
    expect(placeAt(drawn("a", across, 2, plane), 0)).toEqual({ x: 0, y: 0, code: [0, 0, 7] });
  });
});

describe("a loop", () => {
  const path = drawn("a", across, 2, null);

  it("waits for the bar, then goes round in its bars", () => {
    const waiting = { name: "a", since: null };
    expect(loopAt(path, waiting, 5, grid)).toBeNull();
    expect(loopAt(path, waiting, 16, grid)).toEqual({ phase: 0, since: 16 });
    expect(loopAt(path, { name: "a", since: 16 }, 32, grid)?.phase).toBe(0.5);
    expect(loopAt(path, { name: "a", since: 16 }, 48, grid)?.phase).toBe(0);
  });

  it("sets out anew when the music began again", () => {
    expect(loopAt(path, { name: "a", since: 160 }, 0, grid)).toEqual({ phase: 0, since: 0 });
  });
});

it("a path is written beat by beat, from each place what sounds on that beat", async () => {
  const path = drawn("a", [{ x: 0, y: 0, at: 0 }, { x: 8, y: 0, at: 4 }], 2, null);
  const places: number[] = [];
  const patterns = await patternsAlong(path, grid, async ({ x }) => {
    places.push(x);
    return Array.from({ length: 32 }, (_, step) => ({ step, drum: 0, velocity: x / 10, offset: 0 }));
  });
  expect(patterns).toHaveLength(1);
  expect(patterns[0]?.map((hit) => hit.step)).toEqual(Array.from({ length: 32 }, (_, i) => i));
  expect(places).toHaveLength(8);
  expect(patterns[0]?.[31]?.velocity).toBeGreaterThan(patterns[0]?.[3]?.velocity ?? 1);
});
