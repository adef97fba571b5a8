import { describe, expect, it } from "vitest";
import { MidiPlayer } from "./player";

const kick = { name: "Kick", pitch: 36 };
const snare = { name: "Snare", pitch: 38 };

function rig() {
  const sent: { data: number[]; at: number | undefined }[] = [];
  const player = new MidiPlayer();
  player.sink = { send: (data, at) => sent.push({ data, at }) };
  return { sent, player };
}

describe("MIDI out", () => {
  it("plays a stroke on channel 10 with its time, and ends it before the next step", () => {
    const { sent, player } = rig();
    player.strike(kick, 0.5, 1000, 40);
    expect(sent).toEqual([{ data: [0x99, 36, 64], at: 1000 }, { data: [0x89, 36, 0], at: 1035 }]);
  });

  it("holds a note for a tenth of a second at most and never sends velocity 0", () => {
    const { sent, player } = rig();
    player.strike(snare, 0, 0, 900);
    expect(sent[0]?.data).toEqual([0x99, 38, 1]);
    expect(sent[1]?.at).toBe(100);
  });

  it("shifts everything by the output's own offset", () => {
    const { sent, player } = rig();
    player.offset = -12;
    player.sendsClock = true;
    player.strike(kick, 1, 500, 40);
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

  it("panics with all sound off and all notes off on every channel, and every drum off", () => {
    const { sent, player } = rig();
    player.panic([kick, snare]);
    const messages = sent.map((s) => s.data);
    for (let channel = 0; channel < 16; channel++) {
      expect(messages).toContainEqual([0xb0 | channel, 120, 0]);
      expect(messages).toContainEqual([0xb0 | channel, 123, 0]);
    }
    expect(messages.slice(-2)).toEqual([[0x89, 36, 0], [0x89, 38, 0]]);
  });

  it("holds a note on its own channel for as long as it lasts, and ends it when that time comes near", () => {
    const { sent, player } = rig();
    player.note(1, 40, 0.5, 1000, 500);
    player.release(1400);
    expect(sent).toEqual([{ data: [0x91, 40, 64], at: 1000 }]);
    player.release(1500);
    expect(sent[1]).toEqual({ data: [0x81, 40, 0], at: 1495 });
    player.release(9000);
    expect(sent).toHaveLength(2);
  });

  it("ends a note before the same one is struck again, and never cuts the second short", () => {
    const { sent, player } = rig();
    player.note(0, 60, 1, 1000, 2000);
    player.note(0, 60, 1, 1500, 1000);
    player.release(2496);
    expect(sent.map((s) => [s.data[0], s.at])).toEqual([[0x90, 1000], [0x80, 1499], [0x90, 1500], [0x80, 2495]]);
  });

  it("leaves nothing hanging when it stops, not even what was sent ahead", () => {
    const { sent, player } = rig();
    const soon = performance.now() + 80;
    player.note(3, 72, 1, soon, 4000);
    player.stop();
    expect(sent[1]).toEqual({ data: [0x83, 72, 0], at: soon + 5 });
    player.stop();
    expect(sent).toHaveLength(2);
  });

  it("plays a drum with the note and on the channel that are chosen for it", () => {
    const { sent, player } = rig();
    player.notes = { Kick: 35 };
    player.channels = { drums: 0 };
    player.strike(kick, 1, 0, 40);
    player.strike(snare, 1, 0, 40);
    expect(sent.map((s) => s.data)).toEqual([[0x90, 35, 127], [0x80, 35, 0], [0x90, 38, 127], [0x80, 38, 0]]);
    expect(player.channelOf({ name: "bass", pitch: 60, role: "bass", part: "bass" })).toBe(1);
  });

  it("ends a stroke again whose end was taken back when it stopped", () => {
    const { sent, player } = rig();
    const soon = performance.now() + 60;
    player.strike(kick, 1, soon, 200);
    player.stop();
    expect(sent.at(-1)).toEqual({ data: [0x89, 36, 0], at: soon + 5 });
  });

  it("ends on the old output what sounds there when another is chosen, and outlives one that was pulled out", () => {
    const { sent, player } = rig();
    player.note(0, 60, 1, performance.now() - 50, 5000);
    player.sink = { send: () => { throw new DOMException("gone", "InvalidStateError"); } };
    expect(sent.map((s) => s.data[0])).toEqual([0x90, 0x80]);
    player.strike(kick, 1, 0, 40);
    expect(player.sink).toBeNull();
  });

  it("ends what a device still sounds that was pulled out and is back", () => {
    const { sent, player } = rig();
    player.hush();
    expect(sent.map((s) => s.data)).toContainEqual([0xb3, 123, 0]);
    expect(sent.every(({ at }) => at === undefined)).toBe(true);
  });
});
