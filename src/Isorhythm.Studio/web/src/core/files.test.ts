import { describe, expect, it } from "vitest";
import { pickedFiles, worthSending } from "./files";

const big = (mark: string): File => new File([mark, new Uint8Array(2 << 20)], "x");

describe("files", () => {
  it("are sent whole when they are small or begin as MIDI does", async () => {
    expect((await worthSending({ path: "a", file: new File(["Hello"], "a") })).file.size).toBe(5);
    expect((await worthSending({ path: "a", file: big("MThd") })).file.size).toBeGreaterThan(2 << 20);
  });

  it("are cut to a kilobyte when they are large and something else", async () => {
    expect((await worthSending({ path: "a.wav", file: big("OggS") })).file.size).toBe(1024);
  });

  it("keep their path inside the folder that was picked", () => {
    const file = Object.assign(new File([""], "kick.mid"), { webkitRelativePath: "house/kick.mid" });
    expect(pickedFiles([file] as unknown as FileList)[0]?.path).toBe("house/kick.mid");
  });
});
