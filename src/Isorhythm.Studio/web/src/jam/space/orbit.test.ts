import { describe, expect, it } from "vitest";
import { Orbit } from "./orbit";

describe("the orbit", () => {
  it("sees the middle in the middle, and what is nearer as nearer", () => {
    const orbit = new Orbit();
    expect(orbit.project([0, 0, 0])).toMatchObject({ right: 0, up: 0, depth: orbit.distance });
    const [x, y, z] = orbit.eye;
    expect(orbit.project([x / 2, y / 2, z / 2])).toMatchObject({ right: expect.closeTo(0, 9), up: expect.closeTo(0, 9), depth: expect.closeTo(orbit.distance / 2, 9) });
  });

  it("never turns over, and keeps its distance", () => {
    const orbit = new Orbit();
    orbit.drag(0, 10_000, 100);
    expect(orbit.pitch).toBeLessThan(Math.PI / 2);
    orbit.zoom(1e-9);
    expect(orbit.distance).toBeGreaterThan(1);
    orbit.zoom(1e9);
    expect(orbit.distance).toBeLessThan(10);
  });
});
