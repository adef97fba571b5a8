using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Section 5.3 and Table 1 of MusicVAE: the share of steps that come back, beside what the commonest tokens and the nearest training
/// phrase would get right; and how the onsets agree.
/// </summary>
internal static class ReconstructionProtocol
{
    internal const string Name = "reconstruction";

    private const int MostExamples = 1024;
    private const ulong Seed = 1;

    private static readonly double[] PlacesShown = [0.05, 0.35, 0.65, 0.95];

    /// <summary>A way of guessing the phrases: the name of its figure, what the picture calls it, and what it gets right by phrase and track.</summary>
    private sealed record Guess(string Metric, string Title, double[][] Accuracy)
    {
        internal static Guess Of(string metric, string title, IEnumerable<ushort[][]> guesses, ushort[][][] truth) =>
            new(metric, title, [.. guesses.Zip(truth, (guess, right) => guess.Zip(right, (one, other) => TokenAgreement.Accuracy(one, other)).ToArray())]);
    }

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var examples = data.Take(MostExamples);
        Phrase[] truth = [.. examples.Select(example => example.Phrase)];
        var tracks = TokenView.Of(truth[0]);
        var windows = truth.Select(Windows).ToArray();
        var bootstrap = new Bootstrap(examples.Length, [.. examples.Select(example => example.Source)]);

        var posteriors = data.Space.Posteriors(truth);
        Phrase[] likeliest = data.Space.Decode([.. posteriors.SelectMany(posterior => posterior.Mean)], Decoding.Usual);
        progress(0.3);
        Phrase[] nearest = Nearest(data, windows, Windows);
        progress(0.6);
        List<Guess> guesses =
        [
            .. OfTokenModel(data.Space, truth, windows, posteriors, Windows),
            Guess.Of("likeliestAccuracy", "likeliest tokens, posterior mean", likeliest.Select(Windows), windows),
            .. OfMajority(data.Training, tracks, windows),
            Guess.Of("copyBaseline", "nearest training phrase", nearest.Select(Windows), windows),
        ];
        var metrics = new OrderedDictionary<string, Estimate>();
        AddAccuracies(metrics, guesses, tracks, bootstrap);
        AddOnsets(metrics, "onsetF1", truth, likeliest, bootstrap);
        AddOnsets(metrics, "onsetF1Copy", truth, nearest, bootstrap);
        AddGridErrors(metrics, data.Space, truth, bootstrap);
        AddTouch(metrics, data.Space, truth, likeliest, bootstrap);
        progress(1);
        return Report(data, guesses, metrics, tracks, truth.Length, Pairs(examples, likeliest));

        ushort[][] Windows(Phrase phrase) => [.. tracks.Select(track => track.TokensOf(phrase))];
    }

    // A rhythm on a grid is decoded in one way only: nothing is drawn.
    private static IEnumerable<Guess> OfTokenModel(
        LatentSpace space, Phrase[] phrases, ushort[][][] truth, IReadOnlyList<(float[] Mean, float[] Deviation)> posteriors, Func<Phrase, ushort[][]> windows)
    {
        if (phrases[0] is not TokenPhrase)
        {
            yield break;
        }

        var random = new RandomStream(Seed, "posterior");
        float[] drawn = [.. posteriors.SelectMany(posterior => posterior.Draw(random))];
        float[] means = [.. posteriors.SelectMany(posterior => posterior.Mean)];
        var sampling = Decoding.Usual with { Temperature = 1, Seed = Seed };
        if (space.WritesStepByStep)
        {
            var forced = NextStepPrediction.Of(space, drawn, phrases);
            yield return Guess.Of("teacherForcedAccuracy", "teacher-forced, likeliest", forced.Likeliest, truth);
            yield return new("teacherForcedSampledAccuracy", "teacher-forced, sampled", forced.Certainty);
        }

        yield return Guess.Of("sampledAccuracy", "sampled, posterior drawn", space.Decode(drawn, sampling).Select(windows), truth);
        yield return Guess.Of("sampledAccuracyOfMean", "sampled, posterior mean", space.Decode(means, sampling).Select(windows), truth);
    }

    private static Phrase[] Nearest(EvaluationData data, ushort[][][] truth, Func<Phrase, ushort[][]> windows)
    {
        var copy = new CopyBaseline([.. data.Training.Select(phrase => TokenView.Joined(windows(phrase)))]);
        return [.. truth.AsParallel().AsOrdered().Select(phrase => data.Training[copy.Nearest(TokenView.Joined(phrase))])];
    }

    private static IEnumerable<Guess> OfMajority(IReadOnlyList<Phrase> training, IReadOnlyList<TokenView> tracks, ushort[][][] truth)
    {
        var learned = tracks.Select(track => MajorityBaseline.Learn([.. training.Select(track.TokensOf)], track.Vocabulary)).ToArray();
        ushort[][] atStep = [.. learned.Select(track => track.AtStep)];
        ushort[][] always = [.. learned.Select(track => Enumerable.Repeat(track.Token, track.AtStep.Length).ToArray())];
        yield return Guess.Of("majorityBaseline", "commonest token", Enumerable.Repeat(always, truth.Length), truth);
        yield return Guess.Of("majorityAtStepBaseline", "commonest token of the step", Enumerable.Repeat(atStep, truth.Length), truth);
    }

    private static void AddAccuracies(
        OrderedDictionary<string, Estimate> metrics, List<Guess> guesses, IReadOnlyList<TokenView> tracks, Bootstrap bootstrap)
    {
        foreach (var guess in guesses)
        {
            metrics[guess.Metric] = bootstrap.Mean([.. guess.Accuracy.Select(tracksOfPhrase => tracksOfPhrase.Average())]);
            for (var track = 0; track < tracks.Count && tracks.Count > 1; track++)
            {
                metrics[$"{guess.Metric}.{tracks[track].Name}"] = bootstrap.Mean([.. guess.Accuracy.Select(tracksOfPhrase => tracksOfPhrase[track])]);
            }
        }
    }

    /// <summary>The mean F1 of the onsets, and that of each track where there are several.</summary>
    private static void AddOnsets(OrderedDictionary<string, Estimate> metrics, string name, Phrase[] truth, Phrase[] other, Bootstrap bootstrap)
    {
        metrics[name] = bootstrap.Mean([.. truth.Zip(other, (one, two) => OnsetAgreement.Of(one, two).F1)]);
        if (truth[0] is TokenPhrase { Tracks.Tracks: { Length: > 1 } tracks })
        {
            foreach (var (index, track) in tracks.Index())
            {
                metrics[$"{name}.{track.Name}"] = bootstrap.Mean([.. truth.Zip(other, (one, two) => OnsetAgreement.Of((TokenPhrase)one, (TokenPhrase)two, index).F1)]);
            }
        }
    }

    private static void AddGridErrors(OrderedDictionary<string, Estimate> metrics, LatentSpace space, Phrase[] truth, Bootstrap bootstrap)
    {
        if (space is not GridSpace grid)
        {
            return;
        }

        var errors = Reconstruction.Each(grid, [.. truth.Cast<GridPhrase>()]);
        metrics["crossEntropy"] = bootstrap.Mean([.. errors.Select(error => error.CrossEntropy)]);
        var squares = errors.Select(error => error.Rmse * error.Rmse).ToArray();
        metrics["rmse"] = bootstrap.Of(drawn => Math.Sqrt(Mean(squares, drawn)));
        if (grid.Grid.Has(GridFeatures.Onset))
        {
            AddFeatureErrors(metrics, grid.Grid, [.. errors.Select(error => error.Features)], bootstrap);
        }
    }

    private static void AddFeatureErrors(OrderedDictionary<string, Estimate> metrics, DrumGrid grid, FeatureErrors[] errors, Bootstrap bootstrap)
    {
        double[] hits = [.. errors.Select(error => (double)error.Hits)];
        metrics["onsetError"] = bootstrap.Mean([.. errors.Select(error => error.Onset)]);
        if (grid.Has(GridFeatures.Velocity))
        {
            metrics["velocityError"] = bootstrap.Mean([.. errors.Select(error => error.Velocity)]);
            metrics["velocityErrorOfHits"] = bootstrap.Ratio([.. errors.Select(error => error.VelocityOfHits)], hits);
        }

        if (grid.Has(GridFeatures.Microtiming))
        {
            metrics["offsetError"] = bootstrap.Mean([.. errors.Select(error => error.Microtiming)]);
            metrics["offsetErrorOfHits"] = bootstrap.Ratio([.. errors.Select(error => error.MicrotimingOfHits)], hits);
        }
    }

    /// <summary>Mean absolute errors of the hits that come back; nothing where none does.</summary>
    private static void AddTouch(OrderedDictionary<string, Estimate> metrics, LatentSpace space, Phrase[] truth, Phrase[] decoded, Bootstrap bootstrap)
    {
        if (space is not GridSpace { Grid: var grid })
        {
            return;
        }

        TouchErrors[] errors = [.. truth.Zip(decoded, (one, other) => TouchErrors.Of((GridPhrase)one, (GridPhrase)other))];
        double[] hits = [.. errors.Select(error => (double)error.Hits)];
        if (grid.Has(GridFeatures.Velocity))
        {
            metrics["velocityMae"] = bootstrap.Ratio([.. errors.Select(error => error.Velocity)], hits);
        }

        if (grid.Has(GridFeatures.Microtiming))
        {
            metrics["offsetMae"] = bootstrap.Ratio([.. errors.Select(error => error.Milliseconds)], hits);
        }
    }

    /// <summary>One of the best, two of the middle and one of the worst, so that the ear gets no better picture than the figures give.</summary>
    private static PhrasePairs Pairs(CorpusPhrase[] examples, Phrase[] decoded)
    {
        var byRecall = Enumerable.Range(0, examples.Length)
            .Select(i => (At: i, Recall: OnsetAgreement.Of(examples[i].Phrase, decoded[i]).F1))
            .OrderByDescending(one => one.Recall).ToArray();
        var chosen = PlacesShown.Select(place => byRecall[(int)(place * (byRecall.Length - 1))]).DistinctBy(one => one.At);
        return new(
            "Hear what comes back",
            $"n = {examples.Length} phrases by the F1 of their onsets: these stand at {string.Join(", ", PlacesShown.Select(place => $"{place:0%}"))} of the way from the best to the worst.",
            "original",
            "model",
            [.. chosen.Select(one => new PhrasePair(
                Path.GetFileNameWithoutExtension(examples[one.At].Source), examples[one.At].Phrase, decoded[one.At], $"{one.Recall:0%} of its notes right"))]);
    }

    private static double Mean(double[] values, ReadOnlySpan<int> drawn)
    {
        var sum = 0.0;
        foreach (var i in drawn)
        {
            sum += values[i];
        }

        return sum / drawn.Length;
    }

    private static ProtocolResult Report(
        EvaluationData data, List<Guess> guesses, OrderedDictionary<string, Estimate> metrics, IReadOnlyList<TokenView> tracks, int count, PhrasePairs pairs)
    {
        var sources = $"n = {count} phrases. Commonest tokens: learned from {data.Training.Count} training phrases. "
            + $"Nearest training phrase: the one of these {data.Training.Count} with the fewest differences, chosen with the truth in view.";
        string[] suffixes = tracks.Count > 1 ? ["", .. tracks.Select(track => "." + track.Name)] : [""];
        var accuracy = new BarPlot(
            "Steps that come back",
            sources,
            "share of steps whose token is right",
            [.. guesses.Select(guess => guess.Title)],
            [.. suffixes.Select(suffix => new BarGroup(suffix == "" ? "all" : suffix[1..], [.. guesses.Select(guess => metrics[guess.Metric + suffix])]))]);
        var onsets = new BarPlot(
            "Onsets that come back",
            sources + " The harmonic mean of precision and recall, a mean over phrases; decoded from the posterior mean without chance.",
            "F1 of the onsets",
            ["model", "nearest training phrase"],
            [new BarGroup("onset F1", [metrics["onsetF1"], metrics["onsetF1Copy"]])]);
        return new(
            Name,
            $"{count} phrases are encoded and decoded. The token of a step is a melody's state, or the set of drums that are hit."
                + (data.Space is GridSpace ? " velocityMae and offsetMae: mean absolute errors of the hits that come back, in 127ths and in milliseconds at 120 beats a minute." : ""),
            metrics,
            [pairs, accuracy, onsets]);
    }
}
