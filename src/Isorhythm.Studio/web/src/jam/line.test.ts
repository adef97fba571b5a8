import { describe, expect, it } from "vitest";
import type { JamListener } from "../core/hub";
import { type Invitation, Line, noJam } from "./line";
import type { Joined, Reply, Said, Turn } from "./protocol";
import { Records } from "./records";

const invitation: Invitation = { session: "red-loom", model: "groove-2bar", bpm: 120, bars: 2, watch: false };
const phrase = [{ step: 1, drum: 0, velocity: 90, offset: 0 }];

function rig(shelf = new Map<string, unknown>()) {
  const said: Said[] = [];
  const heard: { joined: Joined[]; replies: Reply[]; turns: Turn[]; errors: string[] } = { joined: [], replies: [], turns: [], errors: [] };
  let listener: JamListener | null = null;
  let broken = false;
  const records = new Records({ read: <T>(key: string) => (shelf.get(key) ?? null) as T | null, write: (key, value) => shelf.set(key, value) });
  const line = new Line(
    {
      say: async (message) => {
        if (broken) {
          throw new Error("refused");
        }
        said.push(message);
      },
      listen: (given) => {
        listener = given;
        given.connected(true);
        return () => (listener = null);
      },
    },
    records,
    {
      joined: (joined) => heard.joined.push(joined),
      reply: (reply) => heard.replies.push(reply),
      turn: (turn) => heard.turns.push(turn),
      error: (words) => heard.errors.push(words),
      connected: () => undefined,
    },
  );
  const studio = (message: unknown): void => listener?.heard(message);
  const welcome = (turns: unknown[] = []): void => studio({ type: "joined", session: "red-loom", token: "secret", drums: ["Kick"], turns });
  return { line, said, heard, studio, welcome, connected: (yes: boolean) => listener?.connected(yes), breakDown: () => (broken = true), shelf };
}

describe("the line to the studio", () => {
  it("joins, and comes back with its token after a drop, sending again what was not answered", () => {
    const { line, said, studio, welcome, connected } = rig();
    line.join(invitation);
    welcome();
    line.phrase(1, phrase, false);
    studio({ type: "reply", number: 1, notes: [] });
    line.phrase(2, phrase, false);
    connected(false);
    line.phrase(3, phrase, false);
    said.length = 0;
    connected(true);
    expect(said).toEqual([{ type: "join", session: "red-loom", model: "groove-2bar", bpm: 120, bars: 2, token: "secret" }]);
    welcome([{ number: 2, notes: phrase, reply: [] }]);
    expect(said.slice(1)).toEqual([{ type: "phrase", number: 3, notes: phrase }]);
  });

  it("comes back to the same session after the page was loaded anew", () => {
    const first = rig();
    first.line.join(invitation);
    first.welcome();
    first.line.phrase(7, phrase, false);
    const second = rig(first.shelf);
    second.line.join(invitation);
    expect(second.said[0]).toMatchObject({ type: "join", token: "secret" });
    second.welcome();
    expect(second.said[1]).toEqual({ type: "phrase", number: 7, notes: phrase });
  });

  it("sends what gathered one after the other, and drops what is refused", () => {
    const { line, said, heard, studio, welcome } = rig();
    line.join(invitation);
    [1, 2, 3].forEach((number) => line.phrase(number, phrase, false));
    welcome();
    const sent = (): number[] => said.flatMap((message) => (message.type === "phrase" ? [message.number] : []));
    expect(sent()).toEqual([1]);
    studio({ type: "reply", number: 1, notes: [] });
    expect(sent()).toEqual([1, 2]);
    studio({ type: "error", message: "Note 0 has no drum." });
    expect(sent()).toEqual([1, 2, 3]);
    studio({ type: "reply", number: 3, notes: [] });
    welcome();
    expect(sent()).toEqual([1, 2, 3]);
    expect(heard.errors).toHaveLength(1);
  });

  it("asks early without promising anything", () => {
    const { line, said, welcome, connected } = rig();
    line.join(invitation);
    welcome();
    line.phrase(1, phrase, true);
    expect(said.at(-1)).toEqual({ type: "phrase", number: 1, notes: phrase, partial: true });
    connected(false);
    connected(true);
    welcome();
    expect(said.at(-1)).toMatchObject({ type: "join" });
  });

  it("only listens when it watches", () => {
    const { line, said, welcome, studio, heard } = rig();
    line.join({ ...invitation, watch: true });
    expect(said[0]).toMatchObject({ watch: true });
    welcome();
    line.phrase(1, phrase, false);
    studio({ type: "turn", number: 1, notes: phrase, reply: [], human: [0, 0, 0], machine: [1, 1, 1] });
    expect(said).toHaveLength(1);
    expect(heard.turns).toHaveLength(1);
  });

  it("says what the studio refuses, and ignores noise and other sessions", async () => {
    const { line, studio, heard, breakDown } = rig();
    line.join(invitation);
    studio("noise");
    studio({ type: "joined", session: "another" });
    studio({ type: "error", message: "That session is not yours." });
    breakDown();
    line.join(invitation);
    await Promise.resolve();
    await Promise.resolve();
    expect(heard.joined).toHaveLength(0);
    expect(heard.errors).toEqual(["That session is not yours.", noJam]);
  });
});
