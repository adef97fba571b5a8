import { expect, it } from "vitest";
import { strayFrom } from "./stray";

it("strays around the head with the deviation that was asked for", () => {
  const xs = Array.from({ length: 4000 }, () => strayFrom({ x: 2, y: 0 }, 0.5).x);
  const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const deviation = Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / xs.length);
  expect(Math.abs(mean - 2)).toBeLessThan(0.05);
  expect(Math.abs(deviation - 0.5)).toBeLessThan(0.04);
});

it("stays where it is without noise", () => {
  expect(strayFrom({ x: 1, y: -1 }, 0)).toEqual({ x: 1, y: -1 });
});
