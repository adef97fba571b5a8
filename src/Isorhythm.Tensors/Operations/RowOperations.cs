using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// Rows <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> of a value: some steps of a sequence. They are not
        /// copied.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
        public Variable Rows(Variable x, int first, int count)
        {
            Variable output = Add(x.Value.Slice(first, count), NeedsGradient(x));
            if (NeedsGradient(x))
            {
                Record<RowsOperation>(output).Set(x, first);
            }

            return output;
        }

        /// <summary>A value <c>[B, I]</c> under itself so many times: <c>[T·B, I]</c>, the same at every step.</summary>
        public Variable Repeat(Variable x, int times)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
            Tensor value = arena.Allocate(times * x.Rows, x.Columns);
            for (int i = 0; i < times; i++)
            {
                value.Slice(i * x.Rows, x.Rows).CopyFrom(x.Value);
            }

            Variable output = Add(value, NeedsGradient(x));
            if (NeedsGradient(x))
            {
                Record<RepeatOperation>(output).Set(x);
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    internal sealed class RowsOperation : Operation
    {
        private Variable x;
        private int first;

        public void Set(Variable input, int firstRow)
        {
            x = input;
            first = firstRow;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(x, out bool accumulate);
            if (!accumulate)
            {
                gradient.Fill(0);
            }

            Elementwise.Scale(Output.Gradient, 1, gradient.Slice(first, Output.Rows), accumulate: true);
        }
    }

    internal sealed class RepeatOperation : Operation
    {
        private Variable x;

        public void Set(Variable input) => x = input;

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(x, out bool accumulate);
            for (int row = 0; row < Output.Rows; row += x.Rows)
            {
                Elementwise.Scale(Output.Gradient.Slice(row, x.Rows), 1, gradient, accumulate || row > 0);
            }
        }

        public override void Express(OnnxGraph graph)
        {
            string one = graph.Node("Unsqueeze", [graph[x], graph.Integers(0)]);
            graph[Output] = graph.Reshape(graph.Node("Expand", [one, graph.Integers(Output.Rows / x.Rows, 1, 1)]), -1, x.Columns);
        }
    }
}
