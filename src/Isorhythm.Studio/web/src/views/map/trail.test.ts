import { expect, it } from "vitest";
import { Trail } from "./trail";

it("fades from fresh to gone over its life and forgets what is gone", () => {
  const trail = new Trail();
  trail.add({ x: 0, y: 0, at: 0 });
  trail.add({ x: 1, y: 0, at: 500 });
  trail.add({ x: 1, y: 0, at: 600 });
  expect(trail.fading(500, 1000).map((p) => p.fresh)).toEqual([0.5, 1]);
  expect(trail.fading(1200, 1000)).toHaveLength(1);
  expect(trail.fading(2000, 1000)).toHaveLength(0);
});
