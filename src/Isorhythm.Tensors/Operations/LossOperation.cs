using System.Numerics.Tensors;
using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// Cross-entropy of Bernoulli outputs, from logits <c>[B, D]</c> and targets in 0..1 <c>[B, D]</c>: summed over D, mean over B,
        /// to <c>[1, 1]</c>. Each cell may have a weight <c>[B, D]</c>; 0 masks it.
        /// </summary>
        /// <exception cref="ArgumentException">The sizes differ.</exception>
        public Variable BernoulliCrossEntropy(Variable logits, Tensor targets, Tensor weights = default)
        {
            CheckSameSize(logits.Value, targets, weights);
            Tensor slope = AllocateSlope(logits);
            Tensor value = arena.Allocate(1, 1);
            value.Fill(Losses.BernoulliCrossEntropy(logits.Value, targets, weights, slope, arena.Allocate(logits.Rows, 1)));
            return AddLoss(value, logits, slope);
        }

        /// <summary>
        /// Squared error of activation(x) <c>[B, D]</c>, which is none, sigmoid or tanh, to targets <c>[B, D]</c>: summed over D, mean over B,
        /// to <c>[1, 1]</c>. Each cell may have a weight <c>[B, D]</c>; 0 masks it.
        /// </summary>
        /// <exception cref="ArgumentException">The sizes differ, or the activation is another.</exception>
        public Variable SquaredError(Variable x, Tensor targets, Activation activation = default, Tensor weights = default)
        {
            CheckSameSize(x.Value, targets, weights);
            Tensor slope = AllocateSlope(x);
            Tensor value = arena.Allocate(1, 1);
            value.Fill(Losses.SquaredError(x.Value, targets, weights, activation.Kind, slope, arena.Allocate(x.Rows, 1)));
            return AddLoss(value, x, slope);
        }

        /// <summary>
        /// KL(N(mean, exp(logVariance)) ‖ N(0, 1)), both <c>[B, Z]</c>: summed over Z, mean over B, to <c>[1, 1]</c>. Eq. 10 of Kingma
        /// and Welling 2013. Each row has <paramref name="freeNats"/> for nothing: max(KL - freeNats, 0), so a row below them has no gradient.
        /// </summary>
        /// <exception cref="ArgumentException">The sizes differ.</exception>
        public Variable GaussianKL(Variable mean, Variable logVariance, float freeNats = 0)
        {
            CheckSameSize(mean.Value, logVariance.Value, default);
            Tensor meanSlope = AllocateSlope(mean);
            Tensor varianceSlope = AllocateSlope(logVariance);
            Tensor value = arena.Allocate(1, 1);
            value.Fill(Latents.GaussianKL(mean.Value, logVariance.Value, freeNats, meanSlope, varianceSlope));
            Variable output = AddLoss(value, mean, meanSlope);
            if (!varianceSlope.IsNone)
            {
                Record<LossOperation>(output).Set(logVariance, varianceSlope);
            }

            return output;
        }

        /// <summary>
        /// The same KL for each latent dimension, mean over B: <c>[1, Z]</c>. It takes no gradient: it tells which dimensions are in use.
        /// </summary>
        public Tensor GaussianKLPerDimension(Variable mean, Variable logVariance)
        {
            CheckSameSize(mean.Value, logVariance.Value, default);
            Tensor value = arena.Allocate(1, mean.Columns);
            Latents.GaussianKLPerDimension(mean.Value, logVariance.Value, value);
            return value;
        }

        /// <summary>The mean of x <c>[B, 1]</c>, to <c>[1, 1]</c>.</summary>
        /// <exception cref="ArgumentException">x has more columns.</exception>
        public Variable Mean(Variable x)
        {
            if (x.Columns != 1)
            {
                throw new ArgumentException($"A mean is over a column, and {x.Value} has {x.Columns}.", nameof(x));
            }

            Tensor slope = AllocateSlope(x);
            if (!slope.IsNone)
            {
                slope.Fill(1f / x.Rows);
            }

            Tensor value = arena.Allocate(1, 1);
            value.Fill(TensorPrimitives.Sum(x.Value.Span) / x.Rows);
            return AddLoss(value, x, slope);
        }

        private Tensor AllocateSlope(Variable x) => NeedsGradient(x) ? arena.Allocate(x.Rows, x.Columns) : default;

        private Variable AddLoss(Tensor value, Variable input, Tensor slope)
        {
            Variable output = Add(value, RecordsGradients);
            if (!slope.IsNone)
            {
                Record<LossOperation>(output).Set(input, slope);
            }

            return output;
        }

        private static void CheckSameSize(Tensor values, Tensor targets, Tensor weights)
        {
            bool same = values.Rows == targets.Rows && values.Columns == targets.Columns
                && (weights.IsNone || (values.Rows == weights.Rows && values.Columns == weights.Columns));
            if (!same)
            {
                string weighted = weights.IsNone ? "" : $", weighted by {weights}";
                throw new ArgumentException($"Values of {values} cannot be compared with {targets}{weighted}.", nameof(targets));
            }
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    /// <summary>A scalar whose slope in one input was computed with its value, because both need the same exponentials.</summary>
    internal sealed class LossOperation : Operation
    {
        private Variable x;
        private Tensor slope;

        public void Set(Variable input, Tensor slopeOfInput)
        {
            x = input;
            slope = slopeOfInput;
        }

        public override void Backward(Tape tape) => tape.GiveGradient(x, slope, Output.Gradient.ToScalar());
    }
}
