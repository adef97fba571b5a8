// Makes Golden/tfjs: small decoders of R-VAE with random weights, saved as the layers of TensorFlow.js save them, and what it decodes with them.
// It is installed in bench/peers/magenta (npm ci); run anywhere:
//     node .../Oracles/tfjs_rvae.mjs .../Golden/tfjs
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const tf = createRequire(new URL("../../../bench/peers/magenta/package.json", import.meta.url))("@tensorflow/tfjs");
const folder = process.argv[2];

let state = 11;
/** Park and Miller's generator: whole numbers only, so the same on every machine. */
const uniform = (from, to) => from + (to - from) * ((state = (state * 48271) % 2147483647) / 2147483647);

const { dense, batchNormalization, leakyReLU, concatenate } = tf.layers;
const hidden = (units, x) => leakyReLU().apply(batchNormalization({ axis: 1 }).apply(dense({ units }).apply(x)));

/** The decoder: common layers, the second of which takes the conditions, and three branches. */
function decoder({ cells, common, branch, conditions = 0 }) {
  const code = tf.input({ shape: [2] });
  const given = Array.from({ length: conditions }, () => tf.input({ shape: [1] }));
  const trunk = common.reduce((x, units, i) => hidden(units, i === 1 && conditions > 0 ? concatenate().apply([x, ...given]) : x), code);
  const branches = ["sigmoid", "sigmoid", "tanh"].map((activation) => dense({ units: cells, activation }).apply(hidden(branch, trunk)));
  return tf.model({ inputs: [code, ...given], outputs: branches });
}

/** Every tensor anew, the statistics of the normalisations too. */
function randomise(model) {
  for (const layer of model.layers) {
    const values = layer.weights.map(({ originalName, shape }) => {
      const [low, high] = originalName.includes("variance") ? [0.3, 2] : originalName.includes("gamma") ? [0.5, 1.5] : [-0.9, 0.9];
      return tf.tensor(Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => uniform(low, high)), shape);
    });
    if (values.length > 0) layer.setWeights(values);
  }
}

const save = (model, place) =>
  model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData, format, generatedBy, convertedBy }) => {
      mkdirSync(place, { recursive: true });
      const weightsManifest = [{ paths: ["weights.bin"], weights: weightSpecs }];
      writeFileSync(join(place, "model.json"), JSON.stringify({ modelTopology, weightsManifest, format, generatedBy, convertedBy }));
      writeFileSync(join(place, "weights.bin"), Buffer.from(weightData));
      return {};
    }),
  );

const kinds = {
  "bar": { cells: 144, common: [8], branch: 8 },
  "wide": { cells: 144, common: [12], branch: 6 },
  "conditional": { cells: 144, common: [8, 6], branch: 5, conditions: 3 },
  "two-bars": { cells: 288, common: [5], branch: 4 },
};

for (const [name, kind] of Object.entries(kinds)) {
  const model = decoder(kind);
  randomise(model);
  await save(model, kind.conditions ? join(folder, name, "decoder") : join(folder, name));
  const codes = Array.from({ length: 4 }, () => [Math.fround(uniform(-3, 3)), Math.fround(uniform(-3, 3))]);
  const inputs = [tf.tensor2d(codes), ...Array.from({ length: kind.conditions ?? 0 }, () => tf.zeros([codes.length, 1]))];
  const outputs = model.predict(inputs).map((output) => output.arraySync());
  const decoded = codes.map((code, i) => ({ code, onset: outputs[0][i], velocity: outputs[1][i], microtiming: outputs[2][i] }));
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ version: tf.version.tfjs, decoded }));
}
