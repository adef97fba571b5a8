// Makes Golden/tonejs: small MIDI files written here byte by byte, and what @tonejs/midi 2.0.28 reads in them.
// Run in a folder where it is installed (npm install @tonejs/midi@2.0.28):
//     node .../Oracles/tonejs_midi.mjs .../Golden/tonejs
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const { Midi } = createRequire(join(process.cwd(), "here.js"))("@tonejs/midi");
const folder = process.argv[2];

const bytes = (number, count) => Array.from({ length: count }, (_, i) => (number >> (8 * (count - 1 - i))) & 255);
const ascii = (text) => [...text].map((letter) => letter.charCodeAt(0));
const chunk = (name, body) => [...ascii(name), ...bytes(body.length, 4), ...body];
const track = (...events) => chunk("MTrk", [...events.flat(Infinity), 0, 0xff, 0x2f, 0]);
const file = (format, division, ...tracks) =>
  [...chunk("MThd", [...bytes(format, 2), ...bytes(tracks.length, 2), ...bytes(division, 2)]), ...tracks.flat()];
const delta = (ticks) => {
  const groups = [ticks & 127];
  for (let rest = ticks >> 7; rest > 0; rest >>= 7) groups.unshift(128 | (rest & 127));
  return groups;
};
const on = (wait, channel, pitch, velocity) => [...delta(wait), 0x90 | channel, pitch, velocity];
const off = (wait, channel, pitch) => [...delta(wait), 0x80 | channel, pitch, 64];
const tempo = (wait, microseconds) => [...delta(wait), 0xff, 0x51, 3, ...bytes(microseconds, 3)];
const meter = (wait, numerator, power) => [...delta(wait), 0xff, 0x58, 4, numerator, power, 24, 8];

const files = {
  "one-note": file(0, 96, track(on(10, 0, 60, 100), off(86, 0, 60))),
  "running-status": file(0, 96, track([0, 0x99, 36, 100, 24, 36, 0, 0, 38, 90, 24, 38, 0, 0, 42, 80, 12, 42, 0])),
  "chord": file(0, 480, track([60, 64, 67].map((pitch) => on(0, 2, pitch, pitch)), [60, 64, 67].map((pitch) => off(240, 2, pitch)))),
  "two-tracks": file(1, 480, track(on(0, 0, 60, 1), off(480, 0, 60)), track(on(240, 9, 36, 127), off(480, 9, 36), on(0, 9, 38, 64), off(1, 9, 38))),
  "tempi": file(1, 480, track(tempo(0, 600000), tempo(480, 300000), tempo(0, 400000), tempo(960, 1000000)), track(on(480, 0, 60, 5), off(960, 0, 60))),
  "metres": file(1, 96, track(meter(0, 3, 2), meter(288, 12, 3), meter(576, 7, 4)), track(on(0, 0, 60, 5), off(960, 0, 60))),
  "text-and-sysex": file(0, 96, track([0, 0xff, 3, 4, 0xe6, 0x97, 0xa5, 0xff], [0, 0xf0, 5, 0x7e, 0x7f, 9, 1, 0xf7], on(3, 0, 60, 9), [5, 0xff, 1, 0], off(4, 0, 60))),
  "long-deltas": file(0, 32767, track(on(127, 0, 60, 1), off(128, 0, 60), on(16383, 0, 61, 2), off(16384, 0, 61), on(2097151, 0, 62, 3), off(2097152, 0, 62))),
  "controllers": file(0, 96, track([0, 0xc3, 5], [0, 0xb3, 7, 100, 0, 10, 64], on(0, 3, 50, 50), [10, 0xe3, 0, 64, 10, 0xd3, 9, 0, 8, 0, 0xa3, 50, 1], off(10, 3, 50))),
  "same-pitch-overlapping": file(0, 96, track(on(0, 0, 60, 10), on(10, 0, 60, 20), off(10, 0, 60), off(10, 0, 60), on(5, 0, 60, 30), off(0, 0, 60))),
};

for (const [name, content] of Object.entries(files)) {
  const midi = new Midi(new Uint8Array(content));
  const read = {
    ticksPerQuarter: midi.header.ppq,
    tempi: midi.header.tempos.map(({ ticks, bpm }) => [ticks, bpm]),
    meters: midi.header.timeSignatures.map(({ ticks, timeSignature }) => [ticks, ...timeSignature]),
    notes: midi.tracks.flatMap(({ channel, notes }) =>
      notes.map((note) => [note.ticks, note.durationTicks, channel, note.midi, Math.round(note.velocity * 127)])),
  };
  writeFileSync(join(folder, `${name}.mid`), new Uint8Array(content));
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(read) + "\n");
}
