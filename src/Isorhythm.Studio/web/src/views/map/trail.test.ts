import { expect, it } from "vitest";
import { Trail } from "./trail";

it("fades from fresh to gone over its life and forgets what is gone", () => {
  const trail = new Trail();
  trail.add({ x: 0, y: 0, at: 0 });
  trail.add({ x: 1, y: 0, at: 500 });
  trail.add({ x: 1, y: 0, at: 600 });
  expect(trail.fading(500, 1000, 9).map((p) => p.fresh)).toEqual([0.5, 1]);
  expect(trail.fading(1200, 1000, 9)).toHaveLength(1);
  expect(trail.fading(2000, 1000, 9)).toHaveLength(0);
});

it("tells a jump from a move", () => {
  const trail = new Trail();
  [0, 1, 20, 21].forEach((x) => trail.add({ x, y: 0, at: 0 }));
  expect(trail.fading(0, 1000, 9).map((p) => p.jumped)).toEqual([false, false, true, false]);
});
