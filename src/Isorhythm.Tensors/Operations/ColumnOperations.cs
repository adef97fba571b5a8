using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>Puts values of as many rows side by side: <c>[B, M]</c> and <c>[B, N]</c> to <c>[B, M + N]</c>.</summary>
        /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
        public Variable Concatenate(params ReadOnlySpan<Variable> parts)
        {
            int columns = 0;
            bool needsGradient = false;
            foreach (Variable part in parts)
            {
                columns += part.Columns;
                needsGradient |= NeedsGradient(part);
                if (part.Rows != parts[0].Rows)
                {
                    throw new ArgumentException($"Values of {parts[0].Rows} and of {part.Rows} rows cannot stand side by side.", nameof(parts));
                }
            }

            Tensor value = arena.Allocate(parts[0].Rows, columns);
            Variable output = Add(value, needsGradient);
            int at = 0;
            foreach (Variable part in parts)
            {
                Elementwise.CopyColumns(part.Value, 0, value, at, part.Columns, accumulate: false);
                if (NeedsGradient(part))
                {
                    Record<ConcatenateOperation>(output).Set(part, at);
                }

                at += part.Columns;
            }

            return output;
        }

        /// <summary>Columns <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> of a value.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There are no such columns.</exception>
        public Variable Columns(Variable x, int first, int count)
        {
            if (first < 0 || count < 1 || first > x.Columns - count)
            {
                throw new ArgumentOutOfRangeException(nameof(first), $"There are no columns {first}..{first + count} in {x.Value}.");
            }

            Tensor value = arena.Allocate(x.Rows, count);
            Elementwise.CopyColumns(x.Value, first, value, 0, count, accumulate: false);
            Variable output = Add(value, NeedsGradient(x));
            if (NeedsGradient(x))
            {
                Record<ColumnsOperation>(output).Set(x, first);
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    /// <summary>One part of a concatenation.</summary>
    internal sealed class ConcatenateOperation : Operation
    {
        private Variable part;
        private int at;

        public void Set(Variable input, int firstColumn)
        {
            part = input;
            at = firstColumn;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(part, out bool accumulate);
            Elementwise.CopyColumns(Output.Gradient, at, gradient, 0, gradient.Columns, accumulate);
        }

        public override void Express(OnnxGraph graph) => graph.Join(Output, part);
    }

    internal sealed class ColumnsOperation : Operation
    {
        private Variable x;
        private int first;

        public void Set(Variable input, int firstColumn)
        {
            x = input;
            first = firstColumn;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(x, out bool accumulate);
            if (!accumulate)
            {
                gradient.Fill(0);
            }

            Elementwise.CopyColumns(Output.Gradient, 0, gradient, first, Output.Columns, accumulate: true);
        }

        public override void Express(OnnxGraph graph) =>
            graph[Output] = graph.Node("Slice", [graph[x], graph.Integers(first), graph.Integers(first + Output.Columns), graph.Integers(1)]);
    }
}
