using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>How far apart the phrases of a space usually lie: what tells a copy, something near and something new apart.</summary>
/// <param name="Near">The median distance of a phrase to the nearest other one.</param>
/// <param name="Far">The distance to the nearest other that nine in ten phrases keep within.</param>
public sealed record PhraseSpacing(double Near, double Far)
{
    /// <summary>Phrases that are asked for their nearest neighbour: enough for a median.</summary>
    private const int MostAsked = 512;

    /// <summary>Closer than this, two codes are of the same music.</summary>
    private const float Same = 1e-4f;

    internal static PhraseSpacing Of(IReadOnlyList<MappedPhrase> phrases)
    {
        var asked = Math.Min(MostAsked, phrases.Count);
        var nearest = Enumerable.Range(0, asked).AsParallel().Select(i => NearestTo(phrases[(int)((long)i * phrases.Count / asked)].Code))
            .Where(double.IsFinite).Order().ToArray();
        return nearest.Length == 0 ? new(0, 0) : new(nearest[nearest.Length / 2], nearest[nearest.Length * 9 / 10]);

        double NearestTo(float[] code)
        {
            var best = float.PositiveInfinity;
            foreach (var phrase in phrases)
            {
                var distance = TensorPrimitives.Distance<float>(code, phrase.Code);
                best = distance > Same && distance < best ? distance : best;
            }

            return best;
        }
    }
}
