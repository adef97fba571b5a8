import { describe, expect, it } from "vitest";
import { answerFrom, type Stock, varied } from "./answer";
import type { Phrase } from "./protocol";

const phrase = (...steps: number[]): Phrase => steps.map((step) => ({ step, drum: 0, velocity: 100, offset: 0.1 }));
const nothing: Stock = { reply: null, partial: null, previous: null, heard: phrase(3), hasWaited: false };

describe("the answer", () => {
  it("is the reply where it is there", () => {
    expect(answerFrom({ ...nothing, reply: phrase(1), partial: phrase(2) }, 32)).toEqual({ kind: "reply", notes: phrase(1) });
  });

  it("is else the early reply, else a variation of the last one", () => {
    expect(answerFrom({ ...nothing, partial: phrase(2), previous: phrase(3) }, 32)?.kind).toBe("partial");
    expect(answerFrom({ ...nothing, previous: phrase(0, 20) }, 32)).toMatchObject({ kind: "variation", notes: [{ step: 4 }, { step: 16 }] });
  });

  it("waits where there is nothing, and then gives the player's phrase back rather than silence", () => {
    expect(answerFrom(nothing, 32)).toBeNull();
    expect(answerFrom({ ...nothing, hasWaited: true }, 32)).toMatchObject({ kind: "echo", notes: [{ step: 19 }] });
  });

  it("keeps every stroke of a variation within the phrase, with its timing", () => {
    expect(varied(phrase(0, 15, 31), 32).map((note) => note.step)).toEqual([15, 16, 31]);
    expect(varied(phrase(0), 32)[0]).toMatchObject({ velocity: 90, offset: 0.1 });
  });
});
