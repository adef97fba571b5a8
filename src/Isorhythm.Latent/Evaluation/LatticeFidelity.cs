using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// How faithfully a two-dimensional map holds the phrases that it was trained on, and how it feels under the hand, measured on the
/// lattice that the R-VAE players show: 30 x 30 points over [-3, 3)², a hit where the onset's probability is above 0.5.
/// </summary>
/// <param name="F1">Mean F1 of each phrase's hits against the lattice point nearest to it in Hamming distance.</param>
/// <param name="Hamming">The mean of that distance.</param>
/// <param name="Exact">Phrases that a lattice point plays exactly.</param>
/// <param name="Phrases">Phrases measured.</param>
/// <param name="DistinctPatterns">Different patterns among the 900 points.</param>
/// <param name="IdenticalNeighbours">The share of neighbouring points that play the same pattern.</param>
/// <param name="Neighbour95">The Hamming distance that 95 of 100 pairs of neighbours do not exceed.</param>
/// <param name="NeighbourMaximum">The largest Hamming distance between neighbours.</param>
public sealed record LatticeFidelity(
    double F1, double Hamming, int Exact, int Phrases, int DistinctPatterns, double IdenticalNeighbours, int Neighbour95, int NeighbourMaximum)
{
    private const int Size = 30;
    private const float Span = 6;
    private const float Threshold = 0.5f;

    /// <summary>Measures a space on phrases of its grid.</summary>
    /// <exception cref="IsorhythmException">The space is not two-dimensional.</exception>
    public static LatticeFidelity Measure(GridSpace space, IReadOnlyList<GridPhrase> phrases)
    {
        if (space.Dimensions != 2)
        {
            throw new IsorhythmException($"The lattice is for planes, and {space.Name} has {space.Dimensions} dimensions: measure a two-dimensional model.");
        }

        var cells = space.Grid.Cells;
        var lattice = new float[Size * Size * cells];
        space.DecodePresence(Points(), lattice);
        var nearest = phrases.Select(phrase => Nearest(Presence(phrase), lattice, cells)).ToList();
        var steps = NeighbourDistances(lattice, cells).Order().ToArray();
        return new LatticeFidelity(
            nearest.Average(agreement => agreement.F1),
            nearest.Average(agreement => agreement.Hamming),
            nearest.Count(agreement => agreement.Hamming == 0),
            phrases.Count,
            Distinct(lattice, cells),
            steps.Count(step => step == 0) / (double)steps.Length,
            steps[(int)Math.Ceiling(0.95 * steps.Length) - 1],
            steps[^1]);
    }

    /// <summary>Row 0 lies at z2 = 3, column 0 at z1 = -3; the steps are 0.2.</summary>
    private static float[] Points()
    {
        var points = new float[Size * Size * 2];
        for (var i = 0; i < Size * Size; i++)
        {
            points[2 * i] = ((i % Size / (float)Size) - 0.5f) * Span;
            points[(2 * i) + 1] = -((i / Size / (float)Size) - 0.5f) * Span;
        }

        return points;
    }

    private static float[] Presence(GridPhrase phrase)
    {
        var values = new float[phrase.Grid.Width];
        phrase.Grid.Write(phrase, values);
        return values[..phrase.Grid.Cells];
    }

    private static OnsetAgreement Nearest(float[] truth, float[] lattice, int cells) =>
        Enumerable.Range(0, Size * Size)
            .Select(point => OnsetAgreement.Of(truth, lattice.AsSpan(point * cells, cells), Threshold))
            .MinBy(agreement => agreement.Hamming);

    private static IEnumerable<int> NeighbourDistances(float[] lattice, int cells)
    {
        for (var point = 0; point < Size * Size; point++)
        {
            if (point % Size > 0)
            {
                yield return Distance(lattice, cells, point, point - 1);
            }

            if (point >= Size)
            {
                yield return Distance(lattice, cells, point, point - Size);
            }
        }
    }

    private static int Distance(float[] lattice, int cells, int a, int b) =>
        OnsetAgreement.Of(lattice.AsSpan(a * cells, cells), lattice.AsSpan(b * cells, cells), Threshold).Hamming;

    private static int Distinct(float[] lattice, int cells) =>
        Enumerable.Range(0, Size * Size)
            .Select(point => string.Concat(lattice.Skip(point * cells).Take(cells).Select(value => value > Threshold ? 'x' : '.')))
            .Distinct(StringComparer.Ordinal)
            .Count();
}
