// Writes a checkpoint of random weights in the format of @magenta/music: config.json, weights_manifest.json and shards.
//
//     node write-checkpoint.mjs PRESET FOLDER [SEED]
//
// mel_2bar_small and drums_2bar_small have the sizes of the released models; the trio is as small as they are; "tiny" ones are for tests.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const melody = { numSteps: 32, minPitch: 21, maxPitch: 108 };
const part = { minPitch: 21, maxPitch: 108 };
const trio = { numSteps: 256, numSegments: 16, melArgs: part, bassArgs: part, drumsArgs: {} };
const [melodyTokens, drumTokens, drumRoll] = [90, 512, 10];

/** How much the step before and the state weigh in a cell: enough that what is decoded neither stands still nor repeats from bar to bar. */
const [tokenDeviation, recurrentGain] = [1, 3];

/** Encoder units a direction, decoder units a layer, latent dimensions; "quantised" is the type that the weights are stored in. */
export const presets = {
  mel_2bar_small: { type: "MelodyConverter", args: melody, input: melodyTokens, streams: [melodyTokens], encoder: 512, decoder: [256, 256], latent: 256 },
  drums_2bar_small: { type: "DrumsConverter", args: { numSteps: 32 }, input: drumRoll, streams: [drumTokens], encoder: 512, decoder: [256, 256], latent: 256 },
  trio_16bar_small: { type: "TrioConverter", args: trio, input: 692, streams: [90, 90, 512], encoder: 256, decoder: [256, 256], latent: 256 },
  "tiny-mel_2bar": { type: "MelodyConverter", args: melody, input: melodyTokens, streams: [melodyTokens], encoder: 12, decoder: [20, 20], latent: 8 },
  "tiny-mel_4bar": {
    type: "MelodyConverter", args: { ...melody, numSteps: 64, numSegments: 4 }, input: melodyTokens, streams: [melodyTokens],
    encoder: 8, decoder: [16, 16], latent: 6, quantised: "uint8",
  },
  "tiny-drums_2bar": { type: "DrumsConverter", args: { numSteps: 32 }, input: drumRoll, streams: [drumTokens], encoder: 8, decoder: [12, 12], latent: 6 },
  "tiny-trio_16bar": {
    type: "TrioConverter", args: trio, input: 692, streams: [90, 90, 512], encoder: 5, decoder: [8, 8], latent: 6, quantised: "uint16",
  },
};

/** Writes a preset's files; shards are cut every shardBytes, wherever in a tensor that falls. */
export function writeCheckpoint(preset, folder, seed = 1, shardBytes = 4 << 20) {
  const sizes = presets[preset];
  if (!sizes) throw new Error(`There is no preset "${preset}": choose one of ${Object.keys(presets).join(", ")}.`);
  const uniform = generator(seed);
  const weights = [];
  const blocks = [];
  for (const { name, shape, deviation } of tensors(sizes)) {
    const columns = shape.at(-1);
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1))
      .map((_, i) => (2 * uniform() - 1) * Math.sqrt(3) * deviation(Math.floor(i / columns)));
    const [block, quantization] = sizes.quantised && shape.length > 1 ? quantise(values, sizes.quantised) : [values];
    weights.push(quantization ? { name, shape, dtype: "float32", quantization } : { name, shape, dtype: "float32" });
    blocks.push(Buffer.from(block.buffer));
  }
  const bytes = Buffer.concat(blocks);
  const shards = Math.ceil(bytes.length / shardBytes);
  const paths = Array.from({ length: shards }, (_, i) => `group1-shard${i + 1}of${shards}`);
  mkdirSync(folder, { recursive: true });
  paths.forEach((path, i) => writeFileSync(join(folder, path), bytes.subarray(i * shardBytes, (i + 1) * shardBytes)));
  writeFileSync(join(folder, "weights_manifest.json"), JSON.stringify([{ paths, weights }]));
  writeFileSync(join(folder, "config.json"), JSON.stringify({ type: "MusicVAE", dataConverter: { type: sizes.type, args: sizes.args } }));
  return weights;
}

/**
 * Every tensor with the deviation of a row. They are large enough that the tokens depend on the code, the bar and what came before, as a
 * trained model's do.
 */
function* tensors({ args, input, streams, encoder, decoder, latent }) {
  const dense = function* (name, rows, columns, deviation) {
    yield { name: `${name}/kernel`, shape: [rows, columns], deviation };
    yield { name: `${name}/bias`, shape: [columns], deviation: () => 0.5 };
  };
  const cell = function* (name, oneHots, rows, units) {
    const rest = recurrentGain / Math.sqrt(rows + units);
    yield* dense(`${name}/lstm_cell`, oneHots + rows + units, 4 * units, (row) => (row < oneHots ? tokenDeviation : rest));
  };
  const bothWays = function* (name, oneHots, rows) {
    for (const way of ["bw", "fw"]) yield* cell(`encoder/${name}cell_0/bidirectional_rnn/${way}/multi_rnn_cell/cell_0`, oneHots, rows, encoder);
  };
  const layers = function* (name, oneHots, rows) {
    yield* cell(`${name}cell_0`, oneHots, rows, decoder[0]);
    for (let i = 1; i < decoder.length; i++) yield* cell(`${name}cell_${i}`, 0, decoder[i - 1], decoder[i]);
  };
  const narrow = (rows, gain) => [rows, () => gain / Math.sqrt(rows)];
  const map = (name, [rows, deviation], columns) => dense(name, rows, columns, deviation);
  const states = decoder.reduce((sum, units) => sum + 2 * units, 0);
  const segments = args.numSegments;
  const embedding = segments ? decoder.at(-1) : latent;

  yield* bothWays(segments ? "hierarchical_level_0/" : "", input, 0);
  if (segments) {
    yield* bothWays("hierarchical_level_1/", 0, 2 * encoder);
    yield* layers("decoder/hierarchical_level_0/", 0, 1);
    yield* map("decoder/hierarchical_level_0/initial_state", narrow(latent, 1), states);
  }
  yield* map("encoder/mu", narrow(2 * encoder, 3), latent);
  yield* map("encoder/sigma", narrow(2 * encoder, 1), latent);
  for (const [i, tokens] of streams.entries()) {
    const stream = (segments ? "core_decoder/" : "") + (streams.length > 1 ? `core_decoder_${i}/` : "") + "decoder/";
    yield* map(`${stream}z_to_initial_state`, narrow(embedding, 2), states);
    yield* layers(`${stream}multi_rnn_cell/`, tokens, embedding);
    yield* map(`${stream}output_projection`, narrow(decoder.at(-1), 12), tokens);
  }
}

function quantise(values, dtype) {
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const levels = dtype === "uint8" ? 255 : 65535;
  const scale = (most - least) / levels;
  const steps = Array.from(values, (value) => Math.round((value - least) / scale));
  return [(dtype === "uint8" ? Uint8Array : Uint16Array).from(steps), { dtype, scale, min: least }];
}

/** Numbers from 0 to 1 by a 64-bit linear congruence: whole numbers only, so the same on every machine. */
function generator(seed) {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 40n) / 2 ** 24;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [preset, folder, seed] = process.argv.slice(2);
  if (!folder) {
    console.error(`usage: node write-checkpoint.mjs ${Object.keys(presets).join("|")} FOLDER [SEED]`);
    process.exit(2);
  }
  const count = writeCheckpoint(preset, folder, Number(seed ?? 1)).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  console.log(`${folder}: ${preset}, ${count} weights`);
}
