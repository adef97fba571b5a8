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
}
