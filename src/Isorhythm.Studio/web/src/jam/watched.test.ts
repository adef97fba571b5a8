import { expect, it } from "vitest";
import type { Turn } from "./protocol";
import { Watched } from "./watched";

const measure = { bpm: 120, bars: 2, stepsPerQuarter: 4 };
const turn = (number: number): Turn => ({
  number, notes: [{ step: 4, drum: 0, velocity: 127, offset: 0.5 }], reply: [{ step: 0, drum: 1, velocity: 90, offset: 0 }], human: [0, 0, 0], machine: [1, 0, 0],
});

it("shows a turn when it is heard of: the player's bars just over, the machine's just begun", () => {
  const watched = new Watched();
  watched.see(turn(5), measure, 100);
  expect(watched.momentAt(100.6)).toMatchObject({ part: { who: "machine", number: 5 }, count: 2 });
  expect(watched.momentAt(104.1)).toMatchObject({ part: { who: "human", number: 6 }, count: 1 });
  expect(watched.strokes).toEqual([{ drum: 0, velocity: 1, time: 96 + 4.5 * 0.125 }]);
  expect(watched.machineTurns()[0]).toMatchObject({ start: 100, notes: [{ drum: 1 }] });
});

it("keeps to the beat where the line hurries or tarries a little, and begins anew where it does not", () => {
  const watched = new Watched();
  watched.see(turn(1), measure, 100);
  watched.see(turn(2), measure, 108.12);
  expect(watched.parts.filter((part) => part.who === "machine").map((part) => part.start)).toEqual([100, 108, 116]);
  watched.see(turn(3), measure, 130);
  expect(watched.momentAt(130.1)).toMatchObject({ part: { who: "machine", number: 3 }, count: 1 });
});

it("knows nothing before the first turn, and nothing long after the last", () => {
  const watched = new Watched();
  expect(watched.momentAt(0)).toBeNull();
  watched.see(turn(1), measure, 100);
  expect(watched.momentAt(200)).toBeNull();
});
