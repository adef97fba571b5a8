namespace Isorhythm.Latent;

/// <summary>The ends of walks, each phrase a window a track, and what the ends cost.</summary>
internal sealed record WalkEnds(ushort[][][] A, ushort[][][] B, double[] CostA, double[] CostB)
{
    internal WalkEnds(ushort[][][] a, ushort[][][] b, LanguageCost language)
        : this(a, b, [.. a.Select(language.Of)], [.. b.Select(language.Of)])
    {
    }

    /// <summary>The linear mix of the ends' costs.</summary>
    internal double MixedCost(int pair, double alpha) => ((1 - alpha) * CostA[pair]) + (alpha * CostB[pair]);
}

/// <summary>One way of walking from A to B, measured at even steps.</summary>
/// <param name="Suffix">What its figures' names end with: nothing for the model, else the baseline's name.</param>
/// <param name="Hamming">The share of steps that differ from A, by alpha and pair.</param>
/// <param name="Cost">Nats under the language model, by alpha and pair.</param>
/// <param name="RelativeCost">The cost over the linear mix of the ends' costs, by alpha and pair.</param>
internal sealed record WalkCurve(string Suffix, double[][] Hamming, double[][] Cost, double[][] RelativeCost)
{
    internal string Title => Suffix switch { "" => "model", "Blend" => "blend of the data", _ => Suffix.ToLowerInvariant() };

    private int Points => Hamming.Length;

    internal static WalkCurve Measure(string suffix, Func<double, ushort[][][]> at, WalkEnds ends, LanguageCost language, int steps)
    {
        var (hamming, cost, relative) = (new double[steps + 1][], new double[steps + 1][], new double[steps + 1][]);
        for (var i = 0; i <= steps; i++)
        {
            var phrases = at((double)i / steps);
            hamming[i] = [.. phrases.Zip(ends.A, Distance)];
            cost[i] = [.. phrases.Select(language.Of)];
            relative[i] = [.. cost[i].Select((nats, pair) => nats / ends.MixedCost(pair, (double)i / steps))];
        }

        return new(suffix, hamming, cost, relative);
    }

    /// <summary>The mean relative cost of a pair between the ends.</summary>
    internal double MeanCost(int pair) => Enumerable.Range(1, Points - 2).Average(i => RelativeCost[i][pair]);

    /// <summary>The figures of this way: by alpha, and what they come to.</summary>
    internal void AddTo(OrderedDictionary<string, Estimate> metrics, Bootstrap bootstrap)
    {
        for (var i = 0; i < Points; i++)
        {
            metrics[$"hamming{Suffix}.{i / (Points - 1.0):0.0}"] = bootstrap.Mean(Hamming[i]);
        }

        for (var i = 0; i < Points; i++)
        {
            metrics[$"relativeCost{Suffix}.{i / (Points - 1.0):0.0}"] = bootstrap.Mean(RelativeCost[i]);
        }

        var pairs = Enumerable.Range(0, Hamming[0].Length).ToArray();
        metrics["monotoneCurve" + Suffix] = bootstrap.Of(IsMonotone);
        metrics["monotonePairs" + Suffix] = bootstrap.Mean([.. pairs.Select(pair => IsMonotone([pair]))]);
        metrics["rankCorrelation" + Suffix] = bootstrap.Mean([.. pairs.Select(RankCorrelation)]);
        metrics["meanRelativeCost" + Suffix] = bootstrap.Mean([.. pairs.Select(MeanCost)]);
        metrics["largestRelativeCost" + Suffix] = bootstrap.Of(drawn => LargestMean(RelativeCost, drawn));
    }

    private static double Distance(ushort[][] windows, ushort[][] others) =>
        windows.Zip(others, (one, other) => TokenAgreement.Distance(one, other)).Average();

    /// <summary>1 when the mean distance to A of these pairs never falls on the way, else 0.</summary>
    private double IsMonotone(ReadOnlySpan<int> pairs)
    {
        var before = double.NegativeInfinity;
        for (var i = 0; i < Points; i++)
        {
            var mean = Mean(Hamming[i], pairs);
            if (mean < before)
            {
                return 0;
            }

            before = mean;
        }

        return 1;
    }

    private static double LargestMean(double[][] values, ReadOnlySpan<int> pairs)
    {
        var largest = double.NegativeInfinity;
        foreach (var row in values)
        {
            largest = Math.Max(largest, Mean(row, pairs));
        }

        return largest;
    }

    /// <summary>Kendall's tau-a of the distance to A with alpha: 1 where it always rises.</summary>
    private double RankCorrelation(int pair)
    {
        var sum = 0;
        for (var i = 0; i < Points; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += Math.Sign(Hamming[i][pair] - Hamming[j][pair]);
            }
        }

        return sum / (Points * (Points - 1) / 2.0);
    }

    private static double Mean(double[] values, ReadOnlySpan<int> pairs)
    {
        var sum = 0.0;
        foreach (var pair in pairs)
        {
            sum += values[pair];
        }

        return sum / pairs.Length;
    }
}
