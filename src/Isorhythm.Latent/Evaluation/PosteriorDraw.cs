using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Draws of a phrase's posterior, as training takes them.</summary>
internal static class PosteriorDraw
{
    /// <summary>z = mean + deviation * noise, <c>[Z]</c>.</summary>
    internal static float[] Draw(this (float[] Mean, float[] Deviation) posterior, RandomStream random)
    {
        var code = new float[posterior.Mean.Length];
        random.Normal(code);
        for (var i = 0; i < code.Length; i++)
        {
            code[i] = posterior.Mean[i] + (posterior.Deviation[i] * code[i]);
        }

        return code;
    }
}
