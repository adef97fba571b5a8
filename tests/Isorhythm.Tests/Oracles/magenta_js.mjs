// Makes Golden/magenta: small checkpoints of random weights, and what @magenta/music 1.23.1 decodes and encodes with them.
// It is installed in bench/peers/magenta (npm ci); run anywhere:
//     node .../Oracles/magenta_js.mjs .../Golden/magenta
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openCheckpoint, version } from "../../../bench/peers/magenta/music-vae.mjs";
import { presets, writeCheckpoint } from "../../../bench/peers/magenta/write-checkpoint.mjs";

const folder = process.argv[2];
const [seed, codesKept, phrasesKept, fewestTokens] = [7, 3, 3, 8];
const shardBytes = 40_009; // No tensor ends where a shard does.

let state = seed;
/** Park and Miller's generator: whole numbers only, so the same on every machine. */
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
const below = (count) => Math.floor(uniform() * count);
const code = (dimensions) => Array.from({ length: dimensions }, () => Math.fround((uniform() * 2 - 1) * 2));

/**
 * Codes that decode to the same when each of their numbers moves a little (rounding in another order must not matter), and to enough
 * different tokens that an error in the state would show.
 */
async function steadyCodes(checkpoint) {
  const kept = [];
  while (kept.length < codesKept) {
    const candidate = code(checkpoint.dimensions);
    const moved = Array.from({ length: 4 }, () => candidate.map((value) => value + (uniform() - 0.5) * 4e-5));
    const [tokens, ...others] = (await checkpoint.decode([candidate, ...moved])).map((phrase) => JSON.stringify(phrase));
    const varied = JSON.parse(tokens).every((track) => new Set(track).size >= fewestTokens);
    if (varied && others.every((other) => other === tokens)) kept.push({ code: candidate, tokens: JSON.parse(tokens) });
  }
  return kept;
}

const exemplars = [36, 38, 42, 46, 45, 48, 50, 49, 51];
const drums = (steps) =>
  Array.from({ length: steps }, (_, step) => exemplars.filter(() => uniform() < 0.15).map((pitch) => note(pitch, step, step + 1, { isDrum: true }))).flat();
const melody = (steps, program) => {
  const notes = [];
  for (let step = below(6); step < steps - 8; step += below(4)) {
    const length = 1 + below(6);
    notes.push(note(21 + below(88), step, (step += length), { program }));
  }
  return notes;
};
const note = (pitch, quantizedStartStep, quantizedEndStep, rest) => ({ pitch, quantizedStartStep, quantizedEndStep, program: 0, isDrum: false, ...rest });
const phrase = ({ type, args: { numSteps } }) => {
  if (type === "DrumsConverter") return drums(numSteps);
  return type === "TrioConverter" ? [...melody(numSteps, 0), ...melody(numSteps, 33), ...drums(numSteps)] : melody(numSteps, 0);
};

for (const name of Object.keys(presets).filter((preset) => preset.startsWith("tiny-"))) {
  const place = join(folder, name);
  writeCheckpoint(name, place, seed, shardBytes);
  const checkpoint = await openCheckpoint(place);
  const decoded = await steadyCodes(checkpoint);
  const { tokens, means } = await checkpoint.encode(Array.from({ length: phrasesKept }, () => phrase(presets[name])));
  const encoded = tokens.map((track, i) => ({ tokens: track, mean: means[i] }));
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ version, decoded, encoded }));
}
