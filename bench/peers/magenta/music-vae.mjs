// A checkpoint opened by @magenta/music on TensorFlow.js' plain CPU backend, which is what Node.js has without native code.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

console.log = console.warn = console.error; // The library writes its own news; standard output is for answers.
const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs");
const { MusicVAE } = require("@magenta/music/node/music_vae");

export const version = `@magenta/music ${require("@magenta/music/package.json").version}, tfjs ${tf.version.tfjs} cpu`;

/** Loads a folder; the library reads over HTTP only, so it is served for that long. */
export async function openCheckpoint(folder) {
  await tf.setBackend("cpu");
  const server = createServer((request, response) =>
    createReadStream(join(folder, basename(request.url))).on("error", () => response.writeHead(404).end()).pipe(response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const model = new MusicVAE(`http://127.0.0.1:${server.address().port}`);
  await model.initialize();
  server.close();
  server.closeAllConnections();
  return new Checkpoint(model);
}

class Checkpoint {
  constructor(model) {
    this.model = model;
    const converter = model.dataConverter;
    this.depths = model.decoder.splitDecoder?.coreDecoders.map(({ outputDims }) => outputDims) ?? [model.decoder.outputDims];
    /** Whether the encoder reads drums as bits, where the decoder writes them as one of 512. */
    this.roll = !converter.NUM_SPLITS && converter.depth !== this.depths[0];
  }

  get dimensions() {
    return this.model.zDims;
  }

  /** Codes [n, Z] to tokens [n][track][step], the most probable at each step. */
  async decode(codes) {
    const z = tf.tensor2d(codes);
    const oneHots = await this.model.decodeTensors(z); // [n, steps, depth]
    const tokens = await Promise.all(Array.from(codes, (_, i) => this.#tokens(oneHots.slice([i], [1]).squeeze([0]))));
    tf.dispose([z, oneHots]);
    return tokens;
  }

  /** Quantised notes to the tokens that the encoder is given, [n][track][step], and the posterior's mean, [n, Z]. */
  async encode(phrases) {
    const sequences = phrases.map((notes) => ({ notes, quantizationInfo: { stepsPerQuarter: 4 }, totalQuantizedSteps: this.model.dataConverter.numSteps }));
    const inputs = sequences.map((sequence) => this.#input(sequence));
    const tokens = await Promise.all(inputs.map((input) => (this.roll ? this.#hits(input) : this.#tokens(input))));
    const batch = tf.stack(inputs).toFloat();
    const mean = await this.model.encodeTensors(batch);
    const means = await mean.array();
    tf.dispose([...inputs, batch, mean]);
    return { tokens, means };
  }

  /**
   * What the encoder is given. The library writes a drum roll's column for silence one step early (it addresses it as column -1), which the
   * models were not trained on: here it stands where Magenta's training puts it.
   */
  #input(sequence) {
    const input = this.model.dataConverter.toTensor(sequence);
    if (!this.roll) return input;
    return tf.tidy(() => {
      const hits = input.slice([0, 0], [-1, input.shape[1] - 1]);
      return tf.concat([hits, tf.sub(1, hits.max(1, true))], 1);
    });
  }

  async #tokens(oneHots) {
    const tracks = tf.split(oneHots, this.depths, 1);
    const tokens = await Promise.all(tracks.map((track) => tf.tidy(() => track.argMax(1)).array()));
    tf.dispose(tracks);
    return tokens;
  }

  /** A drum roll, one column a drum and one for silence, as tokens: a bit a drum. */
  async #hits(roll) {
    const rows = await roll.array();
    return [rows.map((row) => row.slice(0, -1).reduce((sum, hit, drum) => sum + hit * 2 ** drum, 0))];
  }
}
