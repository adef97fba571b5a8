namespace Isorhythm.Latent;

/// <summary>
/// What modified Kneser-Ney smoothing takes from a count of one, of two, and of three or more (Chen and Goodman 1998, "An Empirical
/// Study of Smoothing Techniques for Language Modeling").
/// </summary>
internal readonly record struct KneserNeyDiscounts(double One, double Two, double More)
{
    /// <summary>For counts too few to estimate from; any value in the range keeps the probabilities' sum at 1.</summary>
    private static readonly KneserNeyDiscounts Fallback = new(0.5, 1, 1.5);

    /// <summary>Y = n1 / (n1 + 2 n2) and D(i) = i - (i + 1) Y n(i+1) / n(i), where n(i) of the n-grams of one order have the count i.</summary>
    internal static KneserNeyDiscounts From(ReadOnlySpan<int> counts)
    {
        Span<double> n = stackalloc double[5];
        foreach (var count in counts)
        {
            if (count < n.Length)
            {
                n[count]++;
            }
        }

        if (n[1..].Contains(0))
        {
            return Fallback;
        }

        var y = n[1] / (n[1] + (2 * n[2]));
        var estimated = new KneserNeyDiscounts(1 - (2 * y * n[2] / n[1]), 2 - (3 * y * n[3] / n[2]), 3 - (4 * y * n[4] / n[3]));
        return estimated is { One: > 0, Two: > 0, More: > 0 } ? estimated : Fallback;
    }

    internal double For(int count) => count switch { 1 => One, 2 => Two, _ => More };
}
