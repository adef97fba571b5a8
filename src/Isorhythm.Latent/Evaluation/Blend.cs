using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>The paper's baseline of interpolation ("Data" in Fig. 3 of MusicVAE): each step comes from b with probability alpha, else from a.</summary>
internal static class Blend
{
    internal static ushort[] Of(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b, double alpha, RandomStream random)
    {
        var mixed = new ushort[a.Length];
        for (var step = 0; step < mixed.Length; step++)
        {
            mixed[step] = random.Uniform() < alpha ? b[step] : a[step];
        }

        return mixed;
    }
}
