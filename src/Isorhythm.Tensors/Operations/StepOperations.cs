using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// The cells of grids, <c>[B, D·T]</c> with the T steps of each drum side by side, as the steps of sequences, <c>[T·B, D]</c>. Cut into U
        /// <paramref name="segments"/> of S steps, which run side by side, row s·(U·B) + u·B + b is step u·S + s of row b; uncut it is row t·B + b.
        /// </summary>
        /// <exception cref="ArgumentException">The cells are no multiple of the drums, or the steps none of the segments.</exception>
        public Variable CellsToSteps(Variable cells, int drums, int segments = 1)
        {
            (int steps, int rest) = Math.DivRem(cells.Columns, Math.Max(drums, 1));
            CheckSegments(drums >= 1 && rest == 0, steps, segments, cells);
            var layout = new StepLayout(cells.Rows, drums, steps, segments);
            Tensor value = arena.Allocate(steps * cells.Rows, drums);
            layout.ToSteps(cells.Value, value, accumulate: false);
            Variable output = Add(value, NeedsGradient(cells));
            if (NeedsGradient(cells))
            {
                Record<CellsToStepsOperation>(output).Set(cells, layout);
            }

            return output;
        }

        /// <summary>The way back: the steps of <paramref name="batch"/> sequences, <c>[T·B, D]</c>, as cells, <c>[B, D·T]</c>.</summary>
        /// <exception cref="ArgumentException">The rows are no multiple of the batch, or the steps none of the segments.</exception>
        public Variable StepsToCells(Variable sequence, int segments, int batch)
        {
            (int steps, int rest) = Math.DivRem(sequence.Rows, Math.Max(batch, 1));
            CheckSegments(batch >= 1 && rest == 0, steps, segments, sequence);
            var layout = new StepLayout(batch, sequence.Columns, steps, segments);
            Tensor value = arena.Allocate(batch, sequence.Columns * steps);
            layout.ToCells(sequence.Value, value, accumulate: false);
            Variable output = Add(value, NeedsGradient(sequence));
            if (NeedsGradient(sequence))
            {
                Record<StepsToCellsOperation>(output).Set(sequence, layout);
            }

            return output;
        }

        private static void CheckSegments(bool fits, int steps, int segments, Variable x)
        {
            if (!fits || segments < 1 || steps % segments != 0)
            {
                throw new ArgumentException($"{x.Value} is no grid whose steps make {segments} segments of one length.", nameof(segments));
            }
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    internal sealed class CellsToStepsOperation : Operation
    {
        private Variable cells;
        private StepLayout layout;

        public void Set(Variable input, StepLayout order)
        {
            cells = input;
            layout = order;
        }

        public override void Backward(Tape tape) => layout.ToCells(Output.Gradient, tape.TakeGradient(cells, out bool accumulate), accumulate);

        public override void Express(OnnxGraph graph) => graph[Output] = OnnxSteps.FromCells(graph, graph[cells], layout);
    }

    internal sealed class StepsToCellsOperation : Operation
    {
        private Variable sequence;
        private StepLayout layout;

        public void Set(Variable input, StepLayout order)
        {
            sequence = input;
            layout = order;
        }

        public override void Backward(Tape tape) => layout.ToSteps(Output.Gradient, tape.TakeGradient(sequence, out bool accumulate), accumulate);

        public override void Express(OnnxGraph graph) => graph[Output] = OnnxSteps.ToCells(graph, graph[sequence], layout);
    }
}
