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

    /// <summary>Summed over columns, mean over rows. A slope that is not "none" receives d loss / d input.</summary>
    public static float GaussianKL(Tensor mean, Tensor logVariance, Tensor meanSlope, Tensor varianceSlope)
    {
        double sum = 0;
        for (int i = 0; i < mean.Count; i++)
        {
            float variance = MathF.Exp(logVariance.Data[i]);
            sum += 0.5 * ((mean.Data[i] * mean.Data[i]) + variance - 1 - logVariance.Data[i]);
            if (!meanSlope.IsNone)
            {
                meanSlope.Data[i] = mean.Data[i] / mean.Rows;
            }

            if (!varianceSlope.IsNone)
            {
                varianceSlope.Data[i] = 0.5f * (variance - 1) / mean.Rows;
            }
        }

        return (float)(sum / mean.Rows);
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
}
