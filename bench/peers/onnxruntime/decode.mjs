// Answers each line of JSON on standard input with one, from a folder of exported graphs.
//
//     node decode.mjs FOLDER
//
// {"encoder": [[...]], "code": [...]} -> {"seconds", "mean", "values"}: the numbers of each input of the encoder, and a code, whose decoding is timed. The
// values are those of all outputs, one output after another; written step by step, the likeliest states, or what is heard of a grid with the hits above one half.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { open, part, run, tensor, version } from "./graphs.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node decode.mjs FOLDER");
  process.exit(2);
}
const file = (name) => join(folder, `${name}.onnx`);
const encoder = await open(file("encoder"));
const steps = encoder.inputs[0].shape.at(-1);
const isStepwise = existsSync(file("decoder-step"));
const [decoder, step] = isStepwise ? [await open(file("decoder-start")), await open(file("decoder-step"))] : [await open(file("decoder"))];
const names = (step ?? decoder).session.outputNames.filter((name) => name !== "next_state");

const filled = (value, numbers) => tensor(value, 1, (i) => numbers[i]);
const likeliest = (data) => data.reduce((best, logit, state) => (logit > data[best] ? state : best), 0);

/** What the next step is given: the likeliest state, or of a grid what is played. */
const played = (heard, name, value) =>
  value.type === "int32"
    ? tensor(value, 1, () => likeliest(heard[name].data))
    : tensor(value, 1, (i) => (heard[names[0]].data[i] <= 0.5 ? 0 : name === "onset" ? 1 : heard[name].data[i]));

async function write(code) {
  const begun = await run(decoder, { code });
  const ofPart = steps / begun.state.dims[0];
  const previous = step.inputs.slice(2);
  const values = names.map(() => []);
  let [state, embedding] = [];
  let before = previous.map((value) => tensor(value, 1, () => (value.type === "int32" ? -1 : 0)));
  for (let at = 0; at < steps; at++) {
    if (at % ofPart === 0) [state, embedding] = [part(begun.state, at / ofPart), part(begun.embedding, at / ofPart)];
    const given = Object.fromEntries(previous.map((value, i) => [value.name, before[i]]));
    const heard = await run(step, { embedding, state, ...given });
    state = heard.next_state;
    before = previous.map((value, i) => played(heard, names[i], value));
    names.forEach((name, i) => values[i].push(previous[i].type === "int32" ? before[i].data : heard[name].data));
  }
  return values.flatMap((eachStep) => Array.from(eachStep[0], (_, row) => eachStep.map((rows) => rows[row])).flat());
}

const decode = async (code) => {
  if (isStepwise) return write(code);
  const heard = await run(decoder, { code });
  return names.flatMap((name) => Array.from(heard[name].data));
};

const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
answer({ version });
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const { mean } = await run(encoder, Object.fromEntries(encoder.inputs.map((value, i) => [value.name, filled(value, asked.encoder[i])])));
  const code = filled(decoder.inputs[0], asked.code);
  const start = performance.now();
  const values = await decode(code);
  answer({ seconds: (performance.now() - start) / 1000, mean: Array.from(mean.data), values });
}
