using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// Whether a model invents or copies: how far what it makes up is from the nearest phrase that it learned from, beside how far music is that it has not
/// heard. A model that has learned a style is as far from its examples as another piece of that style; one that has learned them by heart is nearer.
/// </summary>
internal static class NoveltyProtocol
{
    internal const string Name = "novelty";

    /// <summary>So many more copies than music that was not heard has may be chance.</summary>
    internal const double Chance = 0.05;

    private const int Draws = 256;
    private const int MostExamples = 1024;
    private const int PairsShown = 4;

    /// <summary>How near nine tenths of what was not heard do not come.</summary>
    private const double Near = 0.1;

    /// <summary>A phrase, the nearest one that training saw, and the share of their steps that differ.</summary>
    private readonly record struct Neighbour(Phrase Phrase, Phrase Nearest, double Distance);

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        if (data.Training.Count == 0 || !data.IsTrainingKnown)
        {
            return new(Name, "The model folder holds no phrases that training saw, so there is nothing to compare with.", new OrderedDictionary<string, Estimate>(), []);
        }

        var drawn = PriorDraws.Of(data.Space, Draws);
        progress(0.3);
        var made = Nearest(data.Training, drawn);
        progress(0.6);
        var examples = data.IsUnheard ? data.Take(MostExamples) : [];
        var unheard = Nearest(data.Training, [.. examples.Select(example => example.Phrase)]);
        var metrics = new OrderedDictionary<string, Estimate>();
        AddShares(metrics, "", made, new Bootstrap(Draws));
        var different = (double)drawn.Distinct().Count() / Draws;
        metrics["differentShare"] = new(different, different, different, Draws);
        if (unheard.Length > 0)
        {
            AddShares(metrics, "HeldOut", unheard, new Bootstrap(unheard.Length, [.. examples.Select(example => example.Source)]));
            var near = unheard.Select(neighbour => neighbour.Distance).Order().ElementAt((int)(Near * unheard.Length));
            metrics["nearShare"] = new Bootstrap(Draws).Mean([.. made.Select(neighbour => neighbour.Distance < near ? 1.0 : 0)]);
        }

        return Report(data, metrics, made, unheard);
    }

    private static Neighbour[] Nearest(IReadOnlyList<Phrase> training, Phrase[] phrases)
    {
        var tracks = TokenView.Of(training[0]);
        var copy = new CopyBaseline([.. training.Select(Joined)]);
        return [.. phrases.AsParallel().AsOrdered().Select(phrase =>
        {
            var window = Joined(phrase);
            var nearest = training[copy.Nearest(window)];
            return new Neighbour(phrase, nearest, TokenAgreement.Distance(window, Joined(nearest)));
        })];

        ushort[] Joined(Phrase phrase) => TokenView.Joined([.. tracks.Select(track => track.TokensOf(phrase))]);
    }

    private static void AddShares(OrderedDictionary<string, Estimate> metrics, string whose, Neighbour[] neighbours, Bootstrap bootstrap)
    {
        metrics["copyShare" + whose] = bootstrap.Mean([.. neighbours.Select(neighbour => neighbour.Distance == 0 ? 1.0 : 0)]);
        metrics["nearestDistance" + whose] = bootstrap.Mean([.. neighbours.Select(neighbour => neighbour.Distance)]);
    }

    private static ProtocolResult Report(EvaluationData data, OrderedDictionary<string, Estimate> metrics, Neighbour[] made, Neighbour[] unheard)
    {
        var sources = $"n = {made.Length} draws of the prior{(unheard.Length > 0 ? $" and {unheard.Length} phrases that training did not see" : "")}; the nearest of {data.Training.Count} training phrases.";
        BoxRow[] rows =
        [
            BoxRow.Of("made up", made.Select(neighbour => neighbour.Distance)),
            .. unheard.Length > 0 ? [BoxRow.Of("not heard", unheard.Select(neighbour => neighbour.Distance))] : Array.Empty<BoxRow>(),
        ];
        return new(
            Name,
            $"{made.Length} phrases are drawn and decoded, and each is held against the training phrases. The distance is the share of steps whose token differs: a melody's state, or the set of drums that are hit; "
                + "0 is a copy. nearShare: how many of those made up come nearer than nine tenths of the phrases that training did not see, of which a tenth does.",
            metrics,
            [new BoxPlot("How far from the nearest phrase that it learned", $"{sources} {BoxPlot.Legend}", "share of steps that differ, 0 is a copy", rows), Closest(made)]);
    }

    private static PhrasePairs Closest(Neighbour[] made) => new(
        "The closest calls: made up, and the phrase that it learned",
        $"n = {PairsShown} of {made.Length} draws, those nearest to a training phrase, each of these once.",
        "learned",
        "made up",
        [.. made.OrderBy(neighbour => neighbour.Distance).DistinctBy(neighbour => neighbour.Nearest).Take(PairsShown).Index().Select(pair => new PhrasePair(
            $"Closest {pair.Index + 1}", pair.Item.Nearest, pair.Item.Phrase,
            pair.Item.Distance == 0 ? "the same notes" : $"{100 * pair.Item.Distance:0}% of their steps differ"))]);
}
