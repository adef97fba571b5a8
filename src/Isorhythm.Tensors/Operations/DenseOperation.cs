using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// A dense layer: activation(x·W + b), with x <c>[B, I]</c>, W <c>[I, O]</c> and b <c>[1, O]</c>, to <c>[B, O]</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The sizes do not fit.</exception>
        public Variable Dense(Variable x, Parameter weight, Parameter bias, Activation activation)
        {
            Tensor input = x.Value;
            if (input.Columns != weight.Rows || bias.Columns != weight.Columns)
            {
                throw new ArgumentException($"\"{weight.Name}\" takes {weight.Rows} inputs a row, not {input.Columns}.", nameof(x));
            }

            Tensor value = arena.Allocate(input.Rows, weight.Columns);
            SparseMatrix sparse = NeedsGradient(x) ? default : SparseMatrix.FromDense(input, arena);
            MatrixProduct.Dense(input, sparse, weight.Value, bias.Value, activation, value);
            Variable output = Add(value, needsGradient: true);
            if (RecordsGradients)
            {
                Record<DenseOperation>(output).Set(x, sparse, weight, bias, activation);
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    internal sealed class DenseOperation : Operation
    {
        private Variable x;
        private SparseMatrix sparse;
        private Parameter weight = null!;
        private Parameter bias = null!;
        private Activation activation;

        public void Set(Variable input, SparseMatrix sparseInput, Parameter weights, Parameter biases, Activation function)
        {
            x = input;
            sparse = sparseInput;
            weight = weights;
            bias = biases;
            activation = function;
        }

        public override void Backward(Tape tape)
        {
            Tensor dy = Output.Gradient;                                                                // [B, O]
            Tensor db = bias.TakeGradient(out bool addToBias);                                          // [1, O]
            Activations.Gradient(dy, Output.Value, activation, db, addToBias);
            Tensor dw = weight.TakeGradient(out bool addToWeight);                                      // [I, O]
            if (sparse.IsNone)
            {
                MatrixProduct.Multiply(x.Value, dy, dw, Transposed.Left, addToWeight);
            }
            else
            {
                SparseProduct.Multiply(sparse.Transpose(tape.Arena), dy, dw, addToWeight);
            }

            if (tape.NeedsGradient(x))
            {
                Tensor dx = tape.TakeGradient(x, out bool addToInput);                                  // [B, I]
                MatrixProduct.Multiply(dy, weight.Value, dx, Transposed.Right, addToInput);
            }
        }

        public override void Express(OnnxGraph graph)
        {
            string sums = graph.Node("Gemm", [graph[x], graph.Weight(weight), graph.Weight(bias)]);
            graph[Output] = OnnxActivation.Apply(graph, sums, activation);
        }
    }
}
