namespace Isorhythm.Tensors.Kernels;

/// <summary>Logarithms of densities, row by row.</summary>
internal static unsafe class Densities
{
    private static readonly double LogOfTwoPi = Math.Log(2 * Math.PI);

    /// <summary>
    /// log N(x; mean, exp(logVariance)) of each row, all <c>[R, Z]</c>, to <c>[R, 1]</c>. A slope that is not "none" receives d value / d input.
    /// </summary>
    public static void Gaussian(Tensor x, Tensor mean, Tensor logVariance, Tensor value, (Tensor X, Tensor Mean, Tensor LogVariance) slopes)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            double sum = 0;
            for (int i = row * x.Columns; i < (row + 1) * x.Columns; i++)
            {
                double difference = x.Data[i] - mean.Data[i];
                double precision = Math.Exp(-logVariance.Data[i]);
                double squares = difference * difference * precision;
                sum -= 0.5 * (LogOfTwoPi + logVariance.Data[i] + squares);
                Write(slopes.X, i, -difference * precision);
                Write(slopes.Mean, i, difference * precision);
                Write(slopes.LogVariance, i, 0.5 * (squares - 1));
            }

            value.Data[row] = (float)sum;
        }
    }

    /// <summary>
    /// The mean over B of log((1/K) sum over k of exp(s)), s <c>[K·B]</c> with row k·B + b; <paramref name="sums"/> is overwritten with the slope
    /// of the value in each s, the share of k in its sum, over B.
    /// </summary>
    public static float LogMeanExp(Span<double> sums, int batch)
    {
        int draws = sums.Length / batch;
        double total = 0;
        for (int b = 0; b < batch; b++)
        {
            double largest = double.NegativeInfinity;
            for (int i = b; i < sums.Length; i += batch)
            {
                largest = Math.Max(largest, sums[i]);
            }

            double sum = 0;
            for (int i = b; i < sums.Length; i += batch)
            {
                sums[i] = Math.Exp(sums[i] - largest);
                sum += sums[i];
            }

            total += largest + Math.Log(sum / draws);
            for (int i = b; i < sums.Length; i += batch)
            {
                sums[i] /= sum * batch;
            }
        }

        return (float)(total / batch);
    }

    private static void Write(Tensor slope, int i, double value)
    {
        if (!slope.IsNone)
        {
            slope.Data[i] = (float)value;
        }
    }
}
