using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// Section 4.1 of FM-Music-VAE: random pairs of phrases are walked from A to B on a straight line, and the largest number of onsets that change from
/// one step to the next is counted. Reconstruction stands beside it, since a decoder that always plays the same is perfectly smooth.
/// </summary>
internal static class SmoothnessProtocol
{
    internal const string Name = "smoothness";

    /// <summary>With a largest step below so many even ones, a hand feels a glide; above the other number, jumps.</summary>
    internal const double Glides = 3;
    internal const double Jumps = 6;

    private const int Pairs = 1000;
    private const int Points = 20;
    private const int PointsDrawn = 7;
    private const int MostReconstructed = 1024;

    /// <summary>The onsets that change on a walk.</summary>
    /// <param name="Largest">S: the most from one point to the next.</param>
    /// <param name="Mean">The mean from one point to the next.</param>
    /// <param name="Ends">From the first point to the last.</param>
    private readonly record struct Walk(double Largest, double Mean, double Ends)
    {
        /// <summary>The largest step of a walk that goes between the same ends in even steps.</summary>
        internal double Even => Ends / (Points - 1);

        internal static Walk Of(ReadOnlySpan<Phrase> phrases)
        {
            var (largest, sum) = (0, 0);
            for (var i = 1; i < phrases.Length; i++)
            {
                var changed = OnsetAgreement.Of(phrases[i - 1], phrases[i]).Hamming;
                (largest, sum) = (Math.Max(largest, changed), sum + changed);
            }

            return new(largest, (double)sum / (phrases.Length - 1), OnsetAgreement.Of(phrases[0], phrases[^1]).Hamming);
        }
    }

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var pairs = RandomPairs.Of(Name, data.Examples.Count, Pairs);
        var codes = data.Space.Encode([.. data.Examples.Select(example => example.Phrase)]);
        var walks = new Walk[pairs.Length];
        for (var i = 0; i < walks.Length; i++)
        {
            var way = data.Space.Interpolate(codes[pairs[i].A], codes[pairs[i].B], Points, InterpolationPath.Linear);
            walks[i] = Walk.Of(data.Space.Decode([.. way.SelectMany(code => code)], Decoding.Usual));
            progress((i + 1.0) / walks.Length);
        }

        var bootstrap = new Bootstrap(pairs.Length, [.. pairs.Select(pair => data.Examples[pair.A].Source)]);
        var metrics = new OrderedDictionary<string, Estimate>
        {
            ["medianMaxHamming"] = bootstrap.Quantile([.. walks.Select(walk => walk.Largest)], 0.5),
            ["meanMaxHamming"] = bootstrap.Mean([.. walks.Select(walk => walk.Largest)]),
            ["meanStepHamming"] = bootstrap.Mean([.. walks.Select(walk => walk.Mean)]),
            ["meanEndsHamming"] = bootstrap.Mean([.. walks.Select(walk => walk.Ends)]),
            ["maxOverEven"] = bootstrap.Ratio([.. walks.Select(walk => walk.Largest)], [.. walks.Select(walk => walk.Even)]),
            ["onsetF1"] = Reconstructed(data),
        };
        var median = Enumerable.Range(0, pairs.Length).OrderBy(i => walks[i].Largest).ElementAt(pairs.Length / 2);
        return Report(metrics, walks, Strip(data.Space, codes[pairs[median].A], codes[pairs[median].B]));
    }

    /// <summary>Fig. 4 of the paper: one walk, as it is decoded.</summary>
    private static PhraseStrips Strip(LatentSpace space, float[] from, float[] to)
    {
        var way = space.Interpolate(from, to, PointsDrawn, InterpolationPath.Linear);
        Phrase[] phrases = space.Decode([.. way.SelectMany(code => code)], Decoding.Usual);
        return new(
            "A walk as it is played",
            $"n = 1 pair, whose largest step is the median of all pairs, at {PointsDrawn} points.",
            [new("A to B", phrases, [.. Enumerable.Range(0, PointsDrawn).Select(i => $"{i / (PointsDrawn - 1.0):0.##}")])]);
    }

    private static Estimate Reconstructed(EvaluationData data)
    {
        var examples = data.Take(MostReconstructed);
        var decoded = data.Space.Decode(
            [.. data.Space.Encode([.. examples.Select(example => example.Phrase)]).SelectMany(code => code)], Decoding.Usual);
        return new Bootstrap(examples.Length, [.. examples.Select(example => example.Source)])
            .Mean([.. examples.Zip(decoded, (example, phrase) => OnsetAgreement.Of(example.Phrase, phrase).F1)]);
    }

    private static ProtocolResult Report(OrderedDictionary<string, Estimate> metrics, Walk[] walks, PhraseStrips strip)
    {
        var sources = $"n = {walks.Length} pairs of phrases, {Points} points on the straight line between the means of their posteriors, decoded without chance.";
        return new(
            Name,
            $"How many onsets change at once on a walk, beside the share of onsets that come back (F1 {ReportStyle.Number(metrics["onsetF1"].Value)}): "
                + "a decoder that always plays the same would be perfectly smooth.",
            metrics,
            [
                new BoxPlot(
                    "Onsets that change from one point of a walk to the next",
                    sources + $" Even: the same walks, if they went from end to end in even steps. {BoxPlot.Legend}",
                    "onsets that differ",
                    [
                        BoxRow.Of("the largest step", walks.Select(walk => walk.Largest)),
                        BoxRow.Of("the mean step", walks.Select(walk => walk.Mean)),
                        BoxRow.Of("an even step", walks.Select(walk => walk.Even)),
                    ]),
                strip,
            ]);
    }
}
