import { describe, expect, it } from "vitest";
import type { Point, Turn } from "../protocol";
import { piecesFor, ribbon, sceneOf } from "./scene";

const note = { step: 0, drum: 0, velocity: 100, offset: 0 };
const turn = (number: number, human: Point, strokes = 4): Turn => ({
  number, notes: Array.from({ length: strokes }, () => note), reply: [note], human, machine: [human[0] + 1, human[1], human[2]],
});

describe("the scene", () => {
  it("is framed by the training codes and stands still while people play", () => {
    const cloud: Point[] = [[10, 0, 0], [14, 0, 0], [10, 4, 0], [14, 4, 0]];
    const [one, two] = [sceneOf([turn(1, [12, 2, 0])], cloud), sceneOf([turn(1, [12, 2, 0]), turn(2, [90, 9, 9])], cloud)];
    expect(one.human[0]?.at).toEqual([0, 0, 0]);
    expect(two.human[0]?.at).toEqual([0, 0, 0]);
    expect(Math.hypot(...(one.cloud[0] ?? [0]))).toBeCloseTo(1, 9);
  });

  it("sizes a bead by its strokes and lights the newest most", () => {
    const { human } = sceneOf([turn(1, [0, 0, 0], 2), turn(2, [1, 0, 0], 40)], []);
    expect(human[1]?.size).toBeGreaterThan(human[0]?.size ?? 1);
    expect(human[1]?.bright).toBe(1);
    expect(human[0]?.bright).toBeLessThan(1);
  });

  it("holds with no codes, one turn, or codes that all lie on one place", () => {
    expect(sceneOf([], [])).toEqual({ cloud: [], human: [], machine: [] });
    expect(sceneOf([turn(1, [5, 5, 5])], [[1, 1, 1], [1, 1, 1]]).human[0]?.at.every(Number.isFinite)).toBe(true);
  });
});

describe("a ribbon", () => {
  it("passes through every bead", () => {
    const { human } = sceneOf([turn(1, [0, 0, 0]), turn(2, [3, 1, 0]), turn(3, [1, 2, 5])], []);
    const knots = ribbon(human, 4);
    expect(knots).toHaveLength(9);
    [0, 4, 8].forEach((knot, i) => knots[knot]?.at.forEach((value, axis) => expect(value).toBeCloseTo(human[i]?.at[axis] ?? 9, 9)));
  });

  it("stays cheap with an hour of beads", () => {
    expect(300 * piecesFor(300)).toBeLessThan(5000);
    expect(piecesFor(5000)).toBe(3);
  });
});
