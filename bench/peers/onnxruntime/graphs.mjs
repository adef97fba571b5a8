// Exported graphs in onnxruntime-node, one thread each.
import ort from "onnxruntime-node";

export const version = ort.env.versions.node;

/** A graph and what it takes; the batch is the axis that has a name in the place of a size. */
export async function open(file) {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential" });
  return { session, inputs: session.inputMetadata };
}

/** A tensor for an input, whose i-th number is the function's. */
export function tensor({ type, shape }, batch, number) {
  const dims = shape.map((size) => (size === "batch" ? batch : size));
  const data = new (type === "int32" ? Int32Array : Float32Array)(dims.reduce((product, size) => product * size, 1));
  return new ort.Tensor(type, data.map((_, i) => number(i)), dims);
}

/** One part of [parts, batch, ...]. */
export function part(value, u) {
  const [parts, ...dims] = value.dims;
  const size = value.data.length / parts;
  return new ort.Tensor(value.type, value.data.subarray(u * size, (u + 1) * size), dims);
}

export const run = (graph, inputs) => graph.session.run(inputs);
