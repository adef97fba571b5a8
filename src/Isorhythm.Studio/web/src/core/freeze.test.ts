import { expect, it } from "vitest";
import { withFrozen } from "./freeze";
import type { Hit } from "./grid";

const hit = (step: number, drum: number): Hit => ({ step, drum, velocity: 0.8, offset: 0 });
const decoded = [hit(0, 0), hit(4, 1), hit(8, 0)];
const kept = [hit(2, 0), hit(6, 1)];

it("keeps the strokes of frozen rows and lets the others follow", () => {
  expect(withFrozen(decoded, kept, [true, false])).toEqual([hit(2, 0), hit(4, 1)]);
});

it("changes nothing where no row is frozen", () => {
  expect(withFrozen(decoded, kept, [false, false])).toBe(decoded);
});
