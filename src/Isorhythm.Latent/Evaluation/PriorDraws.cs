using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Phrases that a model makes up, as <c>isorhythm sample</c> draws them: points of the prior, decoded; tokens are drawn from their softmax at temperature 1.</summary>
internal static class PriorDraws
{
    private const ulong Seed = 1;

    /// <summary>So many; the first of more are the same.</summary>
    internal static Phrase[] Of(LatentSpace space, int count) => space.Decode(
        [.. space.Sample(count, temperature: 1, Seed).SelectMany(code => code)], Decoding.Usual with { Temperature = space is GridSpace ? 0 : 1, Seed = Seed });
}
