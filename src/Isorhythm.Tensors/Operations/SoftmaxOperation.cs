using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// Cross-entropy of one of K classes, from logits <c>[T·B, K]</c> and targets <c>[T·B]</c>: summed over steps, mean over the batch, to
        /// <c>[1, 1]</c>. A target of <see cref="Tokens.None"/> does not count.
        /// </summary>
        /// <exception cref="ArgumentException">The numbers of rows differ, or a target is no class.</exception>
        public Variable SoftmaxCrossEntropy(Variable logits, Tokens targets, int batch) =>
            SoftmaxCrossEntropy(logits, 0, logits.Columns, targets, batch);

        /// <summary>
        /// The same of the classes in <paramref name="classes"/> columns from <paramref name="firstColumn"/> on, so that the classes of several
        /// tracks can stand side by side.
        /// </summary>
        /// <exception cref="ArgumentException">The numbers of rows differ, there are no such columns, or a target is no class.</exception>
        public Variable SoftmaxCrossEntropy(Variable logits, int firstColumn, int classes, Tokens targets, int batch)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
            if (logits.Rows != targets.Rows || firstColumn < 0 || classes < 1 || firstColumn > logits.Columns - classes)
            {
                throw new ArgumentException(
                    $"{targets.Rows} targets of {classes} classes from column {firstColumn} do not fit logits of {logits.Value}.", nameof(targets));
            }

            targets.CheckBelow(classes);
            Tensor slope = NeedsGradient(logits) ? arena.Allocate(logits.Rows, classes) : default;
            Tensor value = arena.Allocate(1, 1);
            Block x = ((Block)logits.Value).FromColumn(firstColumn, classes);
            value.Fill(SoftmaxLoss.CrossEntropy(x, targets, slope, 1f / batch, arena.Allocate(logits.Rows, 1)));
            Variable output = Add(value, RecordsGradients);
            if (!slope.IsNone)
            {
                Record<SoftmaxOperation>(output).Set(logits, firstColumn, slope);
            }

            return output;
        }

        /// <summary>The probabilities of the classes in <paramref name="classes"/> columns of logits from <paramref name="firstColumn"/> on, row by row.</summary>
        /// <exception cref="ArgumentException">There are no such columns.</exception>
        public Variable Softmax(Variable logits, int firstColumn, int classes)
        {
            if (firstColumn < 0 || classes < 1 || firstColumn > logits.Columns - classes)
            {
                throw new ArgumentException($"There are no {classes} classes from column {firstColumn} on in logits of {logits.Value}.", nameof(classes));
            }

            Tensor value = arena.Allocate(logits.Rows, classes);
            Kernels.Softmax.Forward(((Block)logits.Value).FromColumn(firstColumn, classes), value);
            Variable output = Add(value, NeedsGradient(logits));
            if (NeedsGradient(logits))
            {
                Record<ProbabilitiesOperation>(output).Set(logits, firstColumn);
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    /// <summary>A scalar whose slope in some columns of an input was computed with its value.</summary>
    internal sealed class SoftmaxOperation : Operation
    {
        private Variable logits;
        private int firstColumn;
        private Tensor slope;

        public void Set(Variable input, int first, Tensor slopeOfColumns)
        {
            logits = input;
            firstColumn = first;
            slope = slopeOfColumns;
        }

        public override void Backward(Tape tape)
        {
            float scale = Output.Gradient.ToScalar();
            if (slope.Columns == logits.Columns)
            {
                tape.GiveGradient(logits, slope, scale);
                return;
            }

            Tensor gradient = tape.TakeGradient(logits, out bool accumulate);
            if (!accumulate)
            {
                gradient.Fill(0);
            }

            Elementwise.AddScaledColumns(slope, scale, gradient, firstColumn);
        }
    }

    internal sealed class ProbabilitiesOperation : Operation
    {
        private Variable logits;
        private int firstColumn;

        public void Set(Variable input, int first)
        {
            logits = input;
            firstColumn = first;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(logits, out bool accumulate);
            if (!accumulate)
            {
                gradient.Fill(0);
            }

            Softmax.AddGradient(Output.Value, Output.Gradient, ((Block)gradient).FromColumn(firstColumn, Output.Columns));
        }

        public override void Express(OnnxGraph graph)
        {
            string some = graph.Node("Slice", [graph[logits], graph.Integers(firstColumn), graph.Integers(firstColumn + Output.Columns), graph.Integers(1)]);
            graph[Output] = graph.Node("Softmax", [some], OnnxMessages.Whole("axis", 1));
        }
    }
}
