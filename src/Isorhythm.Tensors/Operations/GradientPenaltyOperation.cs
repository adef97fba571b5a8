using System.Numerics.Tensors;
using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// How far a network of two hidden tanh layers and a linear score is from slopes of 1: the mean over B of (‖dD/dx‖ - 1)², to <c>[1, 1]</c>
        /// (Eq. 3 of Gulrajani et al. 2017). The slope has a closed form, and so has its gradient for the weights; the points themselves take none.
        /// </summary>
        /// <param name="first">h1 = tanh(x·W1 + b1) at the points, <c>[B, H]</c>.</param>
        /// <param name="second">h2 = tanh(h1·W2 + b2), <c>[B, H]</c>.</param>
        /// <param name="firstWeight">W1, <c>[I, H]</c>.</param>
        /// <param name="secondWeight">W2, <c>[H, H]</c>.</param>
        /// <param name="score">w3 of D = h2·w3 + b3, <c>[H, 1]</c>.</param>
        /// <param name="dimensions">The slope is along the first so many inputs; the rest is a condition.</param>
        /// <exception cref="ArgumentException">The sizes do not fit.</exception>
        public Variable GradientPenalty(Variable first, Variable second, Parameter firstWeight, Parameter secondWeight, Parameter score, int dimensions)
        {
            if (dimensions > firstWeight.Rows || first.Columns != secondWeight.Rows || second.Columns != score.Rows || score.Columns != 1)
            {
                throw new ArgumentException($"Layers of {firstWeight.Rows} to {first.Columns} to {second.Columns} to {score.Rows} units with a slope along {dimensions} inputs do not fit.", nameof(dimensions));
            }

            Variable output = Add(arena.Allocate(1, 1), RecordsGradients);
            GradientPenaltyOperation operation = RecordsGradients ? Record<GradientPenaltyOperation>(output) : new() { Output = output };
            output.Value.Fill(operation.Forward(arena, (first, firstWeight), (second, secondWeight), score, dimensions));
            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    internal sealed class GradientPenaltyOperation : Operation
    {
        private const float SmallestNorm = 1e-12f;

        private (Variable Value, Parameter Weight) first;
        private (Variable Value, Parameter Weight) second;
        private Parameter score = null!;
        private Tensor slopeOfSecond;                                                                   // r2 [B, H]
        private Tensor slopeOfTanh;                                                                     // t1 [B, H]
        private Tensor slopeOfFirst;                                                                    // r1 [B, H]
        private Tensor gradient;                                                                        // g [B, Z]

        /// <summary>The penalty; what its gradient needs is kept.</summary>
        public unsafe float Forward(Arena arena, (Variable Value, Parameter Weight) h1, (Variable Value, Parameter Weight) h2, Parameter w3, int dimensions)
        {
            (first, second, score) = (h1, h2, w3);
            (int batch, int hidden) = (h1.Value.Rows, h1.Value.Columns);
            slopeOfSecond = arena.Allocate(batch, h2.Value.Columns);
            slopeOfTanh = arena.Allocate(batch, hidden);
            slopeOfFirst = arena.Allocate(batch, hidden);
            gradient = arena.Allocate(batch, dimensions);
            for (int b = 0; b < batch; b++)
            {
                TensorPrimitives.Multiply(TanhSlope(h2.Value.Value.Row(b).Span, slopeOfSecond.Row(b).Span), w3.Value.Span, slopeOfSecond.Row(b).Span);
            }

            MatrixProduct.Multiply(slopeOfSecond, h2.Weight.Value, slopeOfTanh, Transposed.Right, accumulate: false);
            TensorPrimitives.Multiply(TanhSlope(h1.Value.Value.Span, slopeOfFirst.Span), slopeOfTanh.Span, slopeOfFirst.Span);
            MatrixProduct.Multiply(slopeOfFirst, Along(h1.Weight.Value), gradient, Transposed.Right, accumulate: false);
            double sum = 0;
            for (int b = 0; b < batch; b++)
            {
                double off = TensorPrimitives.Norm(gradient.Row(b).Span) - 1;
                sum += off * off;
            }

            return (float)(sum / batch);
        }

        public override void Backward(Tape tape)
        {
            (int batch, int hidden) = (first.Value.Rows, first.Value.Columns);
            Tensor towards = tape.Allocate(batch, gradient.Columns);                                    // dP/dg [B, Z]
            for (int b = 0; b < batch; b++)
            {
                float norm = Math.Max(TensorPrimitives.Norm(gradient.Row(b).Span), SmallestNorm);
                TensorPrimitives.Multiply(gradient.Row(b).Span, Output.Gradient.ToScalar() * 2 / batch * (norm - 1) / norm, towards.Row(b).Span);
            }

            Tensor dw1 = first.Weight.TakeGradient(out bool addToFirst);                                // [I, H]
            if (!addToFirst)
            {
                dw1.Fill(0);
            }

            MatrixProduct.Multiply(towards, slopeOfFirst, Along(dw1), Transposed.Left, accumulate: true);
            Tensor r1 = tape.Allocate(batch, hidden);                                                   // dP/dr1 [B, H]
            MatrixProduct.Multiply(towards, Along(first.Weight.Value), r1, Transposed.None, accumulate: false);
            GiveTanhSlope(tape, first.Value, r1, slopeOfTanh);
            Tensor t1 = tape.Allocate(batch, hidden);                                                   // dP/dt1 [B, H]
            TensorPrimitives.Multiply(TanhSlope(first.Value.Value.Span, t1.Span), r1.Span, t1.Span);
            Tensor dw2 = second.Weight.TakeGradient(out bool addToSecond);                              // [H, H]
            MatrixProduct.Multiply(t1, slopeOfSecond, dw2, Transposed.Left, addToSecond);
            Tensor r2 = tape.Allocate(batch, second.Value.Columns);                                     // dP/dr2 [B, H]
            MatrixProduct.Multiply(t1, second.Weight.Value, r2, Transposed.None, accumulate: false);
            GiveScore(tape, r2);
        }

        /// <summary>What reaches w3, and h2 through the slope of its tanh.</summary>
        private void GiveScore(Tape tape, Tensor r2)
        {
            Tensor scores = tape.Allocate(r2.Rows, r2.Columns);                                         // w3 a row
            Tensor share = tape.Allocate(r2.Rows, r2.Columns);
            TensorPrimitives.Multiply(TanhSlope(second.Value.Value.Span, share.Span), r2.Span, share.Span);
            Tensor dw3 = score.TakeGradient(out bool add);                                              // [H, 1]
            if (!add)
            {
                dw3.Fill(0);
            }

            for (int b = 0; b < r2.Rows; b++)
            {
                TensorPrimitives.Add(dw3.Span, share.Row(b).Span, dw3.Span);
                scores.Row(b).CopyFrom(score.Value.Span);
            }

            GiveTanhSlope(tape, second.Value, r2, scores);
        }

        /// <summary>The slope of tanh is 1 - h²: where it is multiplied with something and has a gradient, h has -2h times both.</summary>
        private static void GiveTanhSlope(Tape tape, Variable h, Tensor slope, Tensor factor)
        {
            Tensor given = tape.Allocate(h.Rows, h.Columns);
            TensorPrimitives.Multiply(slope.Span, factor.Span, given.Span);
            TensorPrimitives.Multiply(given.Span, h.Value.Span, given.Span);
            tape.GiveGradient(h, given, -2);
        }

        private static Span<float> TanhSlope(ReadOnlySpan<float> h, Span<float> slope)
        {
            TensorPrimitives.Multiply(h, h, slope);
            TensorPrimitives.Subtract(1f, slope, slope);
            return slope;
        }

        /// <summary>The rows of W1 that the slope is along.</summary>
        private unsafe Tensor Along(Tensor weight) => new(weight.Data, gradient.Columns, weight.Columns);
    }
}
