import { afterEach, describe, expect, it, vi } from "vitest";
import { api, Refusal, Unreachable } from "./api";

const answer = (response: Response | Error) => {
  const fetch = vi.fn(async (_path: string, _init?: RequestInit) => {
    if (response instanceof Error) {
      throw response;
    }
    return response;
  });
  vi.stubGlobal("fetch", fetch);
  return fetch;
};

afterEach(() => vi.unstubAllGlobals());

describe("the studio's HTTP side", () => {
  it("asks for a place by its code where that is known, by x and y otherwise", async () => {
    const fetch = answer(new Response(new Float32Array([0.25, 1]).buffer));
    expect([...(await api.decode("my house", { x: 1, y: 2, code: [1, 2, 3] }))]).toEqual([0.25, 1]);
    expect(fetch.mock.calls[0]?.[0]).toBe("api/models/my%20house/decode?code=1,2,3");
    answer(new Response(new ArrayBuffer(0)));
    const plain = answer(new Response(new ArrayBuffer(0)));
    await api.decode("a/b", { x: 0.5, y: -1 });
    expect(plain.mock.calls[0]?.[0]).toBe("api/models/a%2Fb/decode?x=0.5&y=-1");
  });

  it("passes on the studio's own sentence when it refuses", async () => {
    answer(new Response(JSON.stringify({ error: "One training runs already: stop it first." }), { status: 409 }));
    await expect(api.train("1", "r-vae-2bar", "x")).rejects.toThrow("One training runs already: stop it first.");
    answer(new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
    await expect(api.state()).rejects.toThrow(Refusal);
  });

  it("tells a studio that is gone from one that refuses", async () => {
    answer(new TypeError("Failed to fetch"));
    await expect(api.state()).rejects.toThrow(Unreachable);
  });

  it("uploads files under their paths", async () => {
    const fetch = answer(new Response("{}"));
    await api.import([{ path: "set/kick.mid", file: new Blob(["MThd"]) }]);
    const body = fetch.mock.calls[0]?.[1]?.body as FormData;
    expect((body.get("files") as File).name).toBe("set/kick.mid");
  });
});
