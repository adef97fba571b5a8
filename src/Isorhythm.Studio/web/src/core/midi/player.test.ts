import { describe, expect, it } from "vitest";
import { MidiPlayer } from "./player";

function rig() {
  const sent: { data: number[]; at: number | undefined }[] = [];
  const player = new MidiPlayer();
  player.sink = { send: (data, at) => sent.push({ data, at }) };
  return { sent, player };
}

describe("MIDI out", () => {
  it("plays a stroke on channel 10 with its time, and ends it before the next step", () => {
    const { sent, player } = rig();
    player.strike(36, 0.5, 1000, 40);
    expect(sent).toEqual([{ data: [0x99, 36, 64], at: 1000 }, { data: [0x89, 36, 0], at: 1035 }]);
  });

  it("holds a note for a tenth of a second at most and never sends velocity 0", () => {
    const { sent, player } = rig();
    player.strike(38, 0, 0, 900);
    expect(sent[0]?.data).toEqual([0x99, 38, 1]);
    expect(sent[1]?.at).toBe(100);
  });

  it("shifts everything by the output's own offset", () => {
    const { sent, player } = rig();
    player.offset = -12;
    player.sendsClock = true;
    player.strike(36, 1, 500, 40);
    player.tick(520);
    expect(sent.map((s) => s.at)).toEqual([488, 523, 508]);
  });

  it("sends clock only when asked to", () => {
    const { sent, player } = rig();
    player.start(0);
    player.tick(0);
    player.stop();
    expect(sent).toHaveLength(0);
    player.sendsClock = true;
    player.start(5);
    player.tick(5);
    player.stop();
    expect(sent.map((s) => s.data[0])).toEqual([0xfa, 0xf8, 0xfc]);
  });

  it("panics with all sound off, all notes off and every drum off", () => {
    const { sent, player } = rig();
    player.panic([36, 38]);
    expect(sent.map((s) => s.data)).toEqual([[0xb9, 120, 0], [0xb9, 123, 0], [0x89, 36, 0], [0x89, 38, 0]]);
  });
});
