namespace Isorhythm.Tests.Tensors;

/// <summary>
/// One recurrent layer in double precision, as plainly as its equations can be written, on dense inputs: the judge of the fast one.
/// </summary>
internal sealed class RecurrentReference(bool isGru, int inputs, int units, int steps, int batch, bool reverse)
{
    private int Gates => isGru ? 3 : 4;

    /// <summary>Σ (h - 1/4)² / (T·B) + Σ (last h - 1/4)² / B, and for an LSTM the same of its last c.</summary>
    /// <param name="x"><c>[T·B, I]</c>.</param>
    /// <param name="w"><c>[I, gates·H]</c>.</param>
    /// <param name="u"><c>[H, gates·H]</c>.</param>
    /// <param name="bias"><c>[gates·H]</c>.</param>
    /// <param name="recurrentBias"><c>[gates·H]</c>; zeros for an LSTM.</param>
    /// <param name="hidden"><c>[B, H]</c> before the first step.</param>
    /// <param name="cells"><c>[B, H]</c> before the first step.</param>
    public double Loss(double[] x, double[] w, double[] u, double[] bias, double[] recurrentBias, double[] hidden, double[] cells)
    {
        double loss = 0;
        (double[] h, double[] c) = ([.. hidden], [.. cells]);
        for (int step = 0; step < steps; step++)
        {
            int row = (reverse ? steps - 1 - step : step) * batch;
            for (int b = 0; b < batch; b++)
            {
                double[] sums = Sums(x.AsSpan((row + b) * inputs, inputs), w, bias);
                double[] recurrent = Sums(h.AsSpan(b * units, units), u, recurrentBias);
                Step(sums, recurrent, h.AsSpan(b * units, units), c.AsSpan(b * units, units));
            }

            loss += Squares(h) / (steps * batch);
        }

        return loss + (Squares(h) / batch) + (isGru ? 0 : Squares(c) / batch);
    }

    private static double Squares(double[] values) => values.Sum(value => (value - 0.25) * (value - 0.25));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private double[] Sums(Span<double> x, double[] weights, double[] bias)
    {
        double[] sums = [.. bias];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < sums.Length; j++)
            {
                sums[j] += x[i] * weights[(i * Gates * units) + j];
            }
        }

        return sums;
    }

    private void Step(double[] sums, double[] recurrent, Span<double> h, Span<double> c)
    {
        for (int j = 0; j < units; j++)
        {
            double Gate(int gate) => sums[(gate * units) + j] + recurrent[(gate * units) + j];
            if (isGru)
            {
                double n = Math.Tanh(sums[(2 * units) + j] + (Sigmoid(Gate(0)) * recurrent[(2 * units) + j]));
                double z = Sigmoid(Gate(1));
                h[j] = ((1 - z) * n) + (z * h[j]);
            }
            else
            {
                c[j] = (Sigmoid(Gate(1)) * c[j]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(2)));
                h[j] = Sigmoid(Gate(3)) * Math.Tanh(c[j]);
            }
        }
    }
}
