// Makes Golden/onnxruntime: what onnxruntime-node computes with small models of every kind that were exported.
// It is installed in bench/peers/onnxruntime (npm ci). The models come first, from the tests themselves; run anywhere:
//     ISORHYTHM_WRITE_ONNX=1 dotnet test --filter OnnxGoldenTests
//     node .../Oracles/onnxruntime.mjs .../Golden/onnxruntime
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { open, part, run, tensor, version } from "../../../bench/peers/onnxruntime/graphs.mjs";

const folder = process.argv[2];
const batches = [1, 3];
const valuesKept = 200;

/** Whole numbers only, so the same on every machine; the tests have the same formula. */
const number = (i, salt, below) => (i * 7919 + salt * 104729) % below;
const real = (i, salt) => (number(i, salt, 33) - 16) / 16;

const filled = (value, batch, salt) => tensor(value, batch, (i) => (value.type === "int32" ? number(i, salt, 61) : real(i, salt)));
const inputs = (graph, batch) => Object.fromEntries(graph.inputs.map((value, i) => [value.name, filled(value, batch, i)]));

/** The step before: what a phrase of the formula has there, and before the first nothing. */
const previous = (graph, batch, step) =>
  Object.fromEntries(
    graph.inputs.slice(2).map((value, i) => {
      const nothing = tensor(value, batch, () => (value.type === "int32" ? -1 : 0));
      return [value.name, step === 0 ? nothing : filled(value, batch, 8 * step + i)];
    }),
  );

/** So few of the values that the file stays small, and at all places of every axis. */
const thinned = (values) => {
  const stride = Math.floor(values.length / valuesKept) | 1;
  return Array.from(values.filter((_, i) => i % stride === 0), (value) => Number(value.toPrecision(9)));
};
const kept = (outputs) => Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, thinned(value.data)]));

/** The outputs of the last step of each part. */
async function write(start, step, batch, steps) {
  const begun = await run(start, inputs(start, batch));
  const parts = begun.state.dims[0];
  const last = [];
  for (let at = 0, state; at < steps; at++) {
    const [u, s] = [Math.floor((at * parts) / steps), at % (steps / parts)];
    if (s === 0) state = part(begun.state, u);
    const outputs = await run(step, { embedding: part(begun.embedding, u), state, ...previous(step, batch, at) });
    state = outputs.next_state;
    if (s === steps / parts - 1) last.push(kept(outputs));
  }
  return last;
}

for (const name of readdirSync(folder).filter((entry) => existsSync(join(folder, entry, "encoder.onnx")))) {
  const place = join(folder, name);
  const golden = { version, encoder: {}, decoder: {} };
  const encoder = await open(join(place, "encoder.onnx"));
  const steps = encoder.inputs[0].shape.at(-1);
  for (const batch of batches) golden.encoder[batch] = kept(await run(encoder, inputs(encoder, batch)));
  if (existsSync(join(place, "decoder.onnx"))) {
    const decoder = await open(join(place, "decoder.onnx"));
    for (const batch of batches) golden.decoder[batch] = [kept(await run(decoder, inputs(decoder, batch)))];
  } else {
    const [start, step] = [await open(join(place, "decoder-start.onnx")), await open(join(place, "decoder-step.onnx"))];
    for (const batch of batches) golden.decoder[batch] = await write(start, step, batch, steps);
  }
  writeFileSync(join(place, "outputs.json"), JSON.stringify(golden));
}
