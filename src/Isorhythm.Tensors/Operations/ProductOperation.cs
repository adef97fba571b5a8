using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>The product of two values of one size, element by element: <c>[B, N]</c>.</summary>
        /// <exception cref="ArgumentException">The sizes differ.</exception>
        public Variable Multiply(Variable x, Variable y)
        {
            CheckSameSize(x.Value, y.Value, default);
            Tensor value = arena.Allocate(x.Rows, x.Columns);
            Elementwise.Multiply(x.Value, y.Value, value, accumulate: false);
            Variable output = Add(value, NeedsGradient(x) || NeedsGradient(y));
            if (NeedsGradient(output))
            {
                Record<ProductOperation>(output).Set(x, y);
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    internal sealed class ProductOperation : Operation
    {
        private Variable x;
        private Variable y;

        public void Set(Variable one, Variable other)
        {
            x = one;
            y = other;
        }

        public override void Backward(Tape tape)
        {
            Give(tape, x, y);
            Give(tape, y, x);
        }

        private void Give(Tape tape, Variable to, Variable other)
        {
            if (tape.NeedsGradient(to))
            {
                Tensor gradient = tape.TakeGradient(to, out bool accumulate);
                Elementwise.Multiply(Output.Gradient, other.Value, gradient, accumulate);
            }
        }

        public override void Express(OnnxGraph graph) => graph[Output] = graph.Node("Mul", [graph[x], graph[y]]);
    }
}
