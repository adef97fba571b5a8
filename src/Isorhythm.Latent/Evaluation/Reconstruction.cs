using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>How well phrases come back from the means of their posteriors, measured on the whole array that the grid writes.</summary>
/// <param name="CrossEntropy">Bernoulli cross-entropy in nats a phrase, summed over cells, outputs kept within 0.01..0.99 so that a linear model can be compared.</param>
/// <param name="Rmse">The root of the mean squared error of a cell.</param>
/// <param name="Phrases">Phrases measured.</param>
public sealed record Reconstruction(double CrossEntropy, double Rmse, int Phrases)
{
    private const double Least = 0.01;

    /// <summary>Measures a space on phrases of its grid, which training should not have seen.</summary>
    public static Reconstruction Measure(GridSpace space, IReadOnlyList<GridPhrase> phrases)
    {
        var truth = new float[space.Grid.Width];
        var decoded = new float[space.Grid.Width];
        var (entropy, squares) = (0.0, 0.0);
        foreach (var phrase in phrases)
        {
            space.Grid.Write(phrase, truth);
            space.DecodeValues(space.Encode(phrase), decoded);
            for (var i = 0; i < truth.Length; i++)
            {
                var p = Math.Clamp(decoded[i], Least, 1 - Least);
                entropy -= (truth[i] * Math.Log(p)) + ((1 - truth[i]) * Math.Log(1 - p));
                squares += Math.Pow(decoded[i] - truth[i], 2);
            }
        }

        var count = Math.Max(1, phrases.Count);
        return new Reconstruction(entropy / count, Math.Sqrt(squares / count / truth.Length), phrases.Count);
    }
}
