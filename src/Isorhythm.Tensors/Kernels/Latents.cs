namespace Isorhythm.Tensors.Kernels;

/// <summary>Kernels of the latent code, which is small: B x Z.</summary>
internal static unsafe class Latents
{
    public static void Reparameterise(Tensor mean, Tensor logVariance, Tensor noise, Tensor z)
    {
        for (int i = 0; i < z.Count; i++)
        {
            z.Data[i] = mean.Data[i] + (MathF.Exp(0.5f * logVariance.Data[i]) * noise.Data[i]);
        }
    }

    /// <summary>d loss / d logVariance = dz·(z - mean) / 2, since z - mean is the deviation times the noise.</summary>
    public static void ReparameteriseGradient(Tensor dz, Tensor mean, Tensor z, Tensor gradient, bool accumulate)
    {
        for (int i = 0; i < z.Count; i++)
        {
            float before = accumulate ? gradient.Data[i] : 0;
            gradient.Data[i] = before + (0.5f * dz.Data[i] * (z.Data[i] - mean.Data[i]));
        }
    }

    /// <summary>
    /// Summed over columns, less the free nats but at least 0, mean over rows. A slope that is not "none" receives d loss / d input.
    /// </summary>
    public static float GaussianKL(Tensor mean, Tensor logVariance, float freeNats, Tensor meanSlope, Tensor varianceSlope)
    {
        double sum = 0;
        for (int row = 0; row < mean.Rows; row++)
        {
            double divergence = Divergence(mean.Row(row), logVariance.Row(row));
            bool counts = freeNats <= 0 || divergence > freeNats;
            sum += counts ? divergence - freeNats : 0;
            float scale = counts ? 1f / mean.Rows : 0;
            for (int i = row * mean.Columns; i < (row + 1) * mean.Columns; i++)
            {
                if (!meanSlope.IsNone)
                {
                    meanSlope.Data[i] = scale * mean.Data[i];
                }

                if (!varianceSlope.IsNone)
                {
                    varianceSlope.Data[i] = scale * 0.5f * (MathF.Exp(logVariance.Data[i]) - 1);
                }
            }
        }

        return (float)(sum / mean.Rows);
    }

    /// <summary>v = 2·log(log(1 + exp(a)) + least), and its slope 2·σ(a) / (log(1 + exp(a)) + least) where one is asked for.</summary>
    public static void LogVarianceOfSoftplus(Tensor a, float least, Tensor logVariance, Tensor slope)
    {
        for (int i = 0; i < a.Count; i++)
        {
            double x = a.Data[i];
            double exponential = Math.Exp(-Math.Abs(x));
            double deviation = Math.Max(x, 0) + Math.Log(1 + exponential) + least;

            // Far below zero log(1 + exp(a)) is exp(a), which double precision loses beside 1.
            bool isTail = x < -15 && least == 0;
            logVariance.Data[i] = (float)(isTail ? 2 * x : 2 * Math.Log(deviation));
            if (!slope.IsNone)
            {
                double sigmoid = (x < 0 ? exponential : 1) / (1 + exponential);
                slope.Data[i] = (float)(isTail ? 2 : 2 * sigmoid / deviation);
            }
        }
    }

    /// <summary>The same for each column: <c>[1, Z]</c>.</summary>
    public static void GaussianKLPerDimension(Tensor mean, Tensor logVariance, Tensor result)
    {
        for (int column = 0; column < mean.Columns; column++)
        {
            double sum = 0;
            for (int i = column; i < mean.Count; i += mean.Columns)
            {
                sum += 0.5 * ((mean.Data[i] * mean.Data[i]) + MathF.Exp(logVariance.Data[i]) - 1 - logVariance.Data[i]);
            }

            result.Data[column] = (float)(sum / mean.Rows);
        }
    }

    private static double Divergence(Tensor mean, Tensor logVariance)
    {
        double sum = 0;
        for (int i = 0; i < mean.Count; i++)
        {
            sum += 0.5 * ((mean.Data[i] * mean.Data[i]) + MathF.Exp(logVariance.Data[i]) - 1 - logVariance.Data[i]);
        }

        return sum;
    }
}
