// Answers each line of JSON on standard input with one, from a checkpoint that @magenta/music has opened.
//
//     node decode.mjs FOLDER
//
// {"codes": [[...]]} -> {"seconds", "tokens": [n][track][step]}; {"phrases": [[note, ...]]} -> {"seconds", "tokens", "means": [n][Z]},
// where a note is {"pitch", "quantizedStartStep", "quantizedEndStep", "program", "isDrum"}. The first line says which library answers.
import { createInterface } from "node:readline";
import { openCheckpoint, version } from "./music-vae.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node decode.mjs FOLDER");
  process.exit(2);
}
const checkpoint = await openCheckpoint(folder);
const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
answer({ version, dimensions: checkpoint.dimensions });
for await (const line of createInterface({ input: process.stdin })) {
  const { codes, phrases } = JSON.parse(line);
  const start = performance.now();
  const result = codes ? { tokens: await checkpoint.decode(codes) } : await checkpoint.encode(phrases);
  answer({ seconds: (performance.now() - start) / 1000, ...result });
}
