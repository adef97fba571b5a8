using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A direction of a space along which an attribute grows: the mean code of the quarter of the phrases that have most of it, less that of the
/// quarter that have least (section 5.5 of Roberts et al. 2018).
/// </summary>
/// <param name="Name">The attribute.</param>
/// <param name="Direction">The direction and length of one amount, <c>[Z]</c>.</param>
/// <param name="Least">The mean attribute of the bottom quarter.</param>
/// <param name="Most">The mean attribute of the top quarter.</param>
/// <param name="Phrases">The phrases that both quarters were taken from.</param>
public sealed record AttributeVector(string Name, float[] Direction, double Least, double Most, int Phrases)
{
    private const int FewestPhrases = 8;

    /// <summary>A code <c>[Z]</c> with so many times the vector added; less than 0 takes it away.</summary>
    public float[] Added(ReadOnlySpan<float> code, float amount)
    {
        var moved = new float[code.Length];
        TensorPrimitives.MultiplyAdd(Direction, amount, code, moved);
        return moved;
    }

    /// <summary>The vector of an attribute over phrases with their codes, which training should have seen.</summary>
    /// <exception cref="IsorhythmException">There are too few phrases, or all have the same of the attribute.</exception>
    internal static AttributeVector Of(string name, IReadOnlyList<(float[] Code, double Value)> phrases)
    {
        if (phrases.Count < FewestPhrases)
        {
            throw new IsorhythmException($"{phrases.Count} phrases are too few to tell what \"{name}\" is: train on {FewestPhrases} or more.");
        }

        var sorted = phrases.OrderBy(phrase => phrase.Value).ToArray();
        var bottom = sorted[..(sorted.Length / 4)];
        var top = sorted[^(sorted.Length / 4)..];
        var (least, most) = (bottom.Average(phrase => phrase.Value), top.Average(phrase => phrase.Value));
        if (!(most > least))
        {
            throw new IsorhythmException($"All phrases that the model knows have the same \"{name}\" ({least:0.###}): choose another attribute.");
        }

        var direction = new float[sorted[0].Code.Length];
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = (float)(top.Average(phrase => (double)phrase.Code[i]) - bottom.Average(phrase => (double)phrase.Code[i]));
        }

        return new(name, direction, least, most, sorted.Length);
    }
}
