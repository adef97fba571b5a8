using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>The log density of N(mean, exp(logVariance)) at x, all <c>[R, Z]</c>, summed over Z: <c>[R, 1]</c>.</summary>
        /// <exception cref="ArgumentException">The sizes differ.</exception>
        public Variable GaussianLogDensity(Variable x, Variable mean, Variable logVariance)
        {
            CheckSameSize(x.Value, mean.Value, logVariance.Value);
            Tensor value = arena.Allocate(x.Rows, 1);
            var slopes = (AllocateSlope(x), AllocateSlope(mean), AllocateSlope(logVariance));
            Densities.Gaussian(x.Value, mean.Value, logVariance.Value, value, slopes);
            Variable output = Add(value, RecordsGradients);
            RecordRows(output, x, slopes.Item1);
            RecordRows(output, mean, slopes.Item2);
            RecordRows(output, logVariance, slopes.Item3);
            return output;
        }

        /// <summary>
        /// The logarithm of a mean of exponentials: of values <c>[K·B, 1]</c>, row k·B + b, each times its sign and added up, log((1/K) Σ_k exp(s)),
        /// a mean over B: <c>[1, 1]</c>. With log densities as values it is an importance-weighted bound (Eq. 8 of Burda et al. 2016); with K = 1 the mean.
        /// </summary>
        /// <exception cref="ArgumentException">The sizes differ, or are no multiple of B.</exception>
        public unsafe Variable LogMeanExp(int batch, params ReadOnlySpan<(Variable Values, float Sign)> parts)
        {
            int rows = parts[0].Values.Rows;
            var sums = new Span<double>(arena.AllocateBytes((long)rows * sizeof(double)), rows);
            sums.Clear();
            foreach ((Variable values, float sign) in parts)
            {
                if (values.Columns != 1 || values.Rows != rows || rows % batch != 0)
                {
                    throw new ArgumentException($"Values of {values.Value} are not {rows} rows of one, a multiple of {batch}.", nameof(parts));
                }

                for (int row = 0; row < rows; row++)
                {
                    sums[row] += sign * values.Value.Span[row];
                }
            }

            Tensor value = arena.Allocate(1, 1);
            value.Fill(Densities.LogMeanExp(sums, batch));
            Variable output = Add(value, RecordsGradients);
            foreach ((Variable values, float sign) in parts)
            {
                Tensor slope = AllocateSlope(values);
                if (!slope.IsNone)
                {
                    for (int row = 0; row < rows; row++)
                    {
                        slope.Span[row] = (float)(sign * sums[row]);
                    }

                    Record<LossOperation>(output).Set(values, slope);
                }
            }

            return output;
        }

        private void RecordRows(Variable output, Variable input, Tensor slope)
        {
            if (!slope.IsNone)
            {
                Record<RowScaledOperation>(output).Set(input, slope);
            }
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    /// <summary>One number a row, whose slope in its row of the input was computed with the value.</summary>
    internal sealed class RowScaledOperation : Operation
    {
        private Variable x;
        private Tensor slope;

        public void Set(Variable input, Tensor slopes)
        {
            x = input;
            slope = slopes;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(x, out bool accumulate);
            for (int row = 0; row < x.Rows; row++)
            {
                Elementwise.Scale(slope.Row(row), Output.Gradient.Span[row], gradient.Row(row), accumulate);
            }
        }
    }
}
