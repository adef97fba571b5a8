using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// 95% intervals by resampling examples with replacement (Efron 1979; the percentile method). Where songs are known, whole songs are drawn,
/// because windows of one song are alike: an interval over windows would be too narrow. The draws are fixed, so a figure repeats.
/// </summary>
internal sealed class Bootstrap
{
    private const int Resamples = 1000;
    private const double Tail = 0.025;
    private const ulong Seed = 1;

    private readonly int count;
    private readonly int[][] groups;

    // The same for every figure: drawing costs more than summing.
    private readonly Lazy<int[][]> draws;

    /// <summary>So many examples, and for each the song that it comes from; one song alone is no sample, so then its examples are drawn.</summary>
    internal Bootstrap(int count, IReadOnlyList<string>? songs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        this.count = count;
        var examples = Enumerable.Range(0, count);
        groups = songs is null ? [] : [.. examples.GroupBy(i => songs[i], StringComparer.Ordinal).Select(song => song.ToArray())];
        if (groups.Length < 2)
        {
            groups = [.. examples.Select(i => new[] { i })];
        }

        draws = new(Draw);
    }

    /// <summary>The mean of a value an example.</summary>
    internal Estimate Mean(IReadOnlyList<double> values) => Of(examples => Sum(values, examples) / examples.Length);

    /// <summary>The sum of one value an example over the sum of another.</summary>
    internal Estimate Ratio(IReadOnlyList<double> over, IReadOnlyList<double> under) =>
        Of(examples => Sum(over, examples) / Sum(under, examples));

    /// <summary>The value below which a share of the examples' values lie; 0.5 is the median.</summary>
    internal Estimate Quantile(IReadOnlyList<double> values, double share) => Of(examples =>
    {
        var drawn = new double[examples.Length];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = values[examples[i]];
        }

        Array.Sort(drawn);
        return Quantile(drawn, share);
    });

    /// <summary>Any figure of a list of examples, in which an example may stand more than once.</summary>
    internal Estimate Of(Func<ReadOnlySpan<int>, double> figure)
    {
        var figures = Array.ConvertAll(draws.Value, drawn => figure(drawn));
        Array.Sort(figures);
        return new Estimate(figure([.. Enumerable.Range(0, count)]), Quantile(figures, Tail), Quantile(figures, 1 - Tail), count);
    }

    private int[][] Draw()
    {
        var random = new RandomStream(Seed, "bootstrap");
        return [.. Enumerable.Range(0, Resamples).Select(_ => groups.SelectMany(_ => groups[random.Below(groups.Length)]).ToArray())];
    }

    private static double Sum(IReadOnlyList<double> values, ReadOnlySpan<int> examples)
    {
        var sum = 0.0;
        foreach (var i in examples)
        {
            sum += values[i];
        }

        return sum;
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
