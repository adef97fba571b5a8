using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>How well phrases come back from the means of their posteriors, measured on the whole array that the grid writes.</summary>
/// <param name="CrossEntropy">Bernoulli cross-entropy in nats a phrase, summed over cells, outputs kept within 0.01..0.99 so that a linear model can be compared.</param>
/// <param name="Rmse">The root of the mean squared error of a cell.</param>
/// <param name="Phrases">Phrases measured.</param>
public sealed record Reconstruction(double CrossEntropy, double Rmse, int Phrases)
{
    private const double Least = 0.01;

    /// <summary>The errors of one phrase, feature by feature; of several nothing.</summary>
    internal FeatureErrors Features { get; private init; }

    /// <summary>Measures a space on phrases of its grid, which training should not have seen.</summary>
    public static Reconstruction Measure(GridSpace space, IReadOnlyList<GridPhrase> phrases)
    {
        var each = Each(space, phrases);
        return each.Length == 0
            ? new(0, 0, 0)
            : new(each.Average(one => one.CrossEntropy), Math.Sqrt(each.Average(one => one.Rmse * one.Rmse)), each.Length);
    }

    /// <summary>Measures each phrase on its own.</summary>
    internal static Reconstruction[] Each(GridSpace space, IReadOnlyList<GridPhrase> phrases)
    {
        var width = space.Grid.Width;
        var decoded = new float[phrases.Count * width];
        if (phrases.Count > 0)
        {
            space.DecodeValues([.. space.Encode(phrases).SelectMany(code => code)], decoded);
        }

        return [.. phrases.Select((phrase, i) => Of(space.Grid, phrase, decoded.AsSpan(i * width, width)))];
    }

    private static Reconstruction Of(DrumGrid grid, GridPhrase phrase, ReadOnlySpan<float> decoded)
    {
        var truth = new float[grid.Width];
        grid.Write(phrase, truth);
        var (entropy, squares) = (0.0, 0.0);
        for (var i = 0; i < truth.Length; i++)
        {
            var p = Math.Clamp(decoded[i], Least, 1 - Least);
            entropy -= (truth[i] * Math.Log(p)) + ((1 - truth[i]) * Math.Log(1 - p));
            squares += Math.Pow(decoded[i] - truth[i], 2);
        }

        return new(entropy, Math.Sqrt(squares / truth.Length), 1) { Features = FeatureErrors.Of(grid, truth, decoded) };
    }
}
