import { describe, expect, it } from "vitest";
import { understood } from "./protocol";

describe("what the studio says", () => {
  it("is read in full", () => {
    const reply = understood({
      type: "reply", number: 3, notes: [{ step: 4, drum: 1, velocity: 90, offset: 0.25 }], human: [1, 2, 3], machine: [4, 5, 6], milliseconds: 7,
    });
    expect(reply).toEqual({
      type: "reply", number: 3, notes: [{ step: 4, drum: 1, velocity: 90, offset: 0.25 }], human: [1, 2, 3], machine: [4, 5, 6],
      milliseconds: 7, partial: false,
    });
  });

  it("is held within what can be played", () => {
    const reply = understood({
      type: "reply", number: 1, notes: [{ step: 0, drum: 0, velocity: 900, offset: -4 }, { step: -1, drum: 0 }, "noise", null], human: [Number.NaN], machine: "?",
    });
    expect(reply).toMatchObject({ notes: [{ velocity: 127, offset: -0.5 }], human: [0, 0, 0], machine: [0, 0, 0] });
  });

  it("is nothing where it is no message", () => {
    expect([null, 7, "joined", [], {}, { type: "sing" }].map(understood)).toEqual([null, null, null, null, null, null]);
  });

  it("brings back every turn of a session", () => {
    const joined = understood({ type: "joined", session: "s", drums: ["Kick"], turns: [{ number: 1, notes: [], reply: [{ step: 1, drum: 0 }], human: [0, 0, 1], machine: [1, 0, 0] }] });
    expect(joined).toMatchObject({ session: "s", token: null, drums: ["Kick"], turns: [{ number: 1, reply: [{ step: 1 }], human: [0, 0, 1] }] });
  });
});
