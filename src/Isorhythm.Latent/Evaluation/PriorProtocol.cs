using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// How near the aggregated posterior, one draw of each phrase's posterior, is to the prior that <c>sample</c> draws from; the floor is
/// what as many draws of the prior itself measure. Phrases that training saw are measured beside those that it did not.
/// </summary>
internal static class PriorProtocol
{
    internal const string Name = "prior";

    private const int MostExamples = 4096;
    private const int Shown = 7;
    private const ulong Seed = 1;

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var held = Distance(data, [.. data.Take(MostExamples).Select(example => (example.Phrase, example.Source))]);
        progress(0.5);
        (Phrase, string)[] learned = [.. data.Learned.Take(MostExamples).Select(phrase => (phrase.Phrase, phrase.Source))];
        var metrics = new OrderedDictionary<string, Estimate> { ["slicedWasserstein"] = held.Measured, ["slicedWassersteinFloor"] = held.Floor };
        List<BarGroup> bars = [new("codes", [held.Measured, held.Floor])];
        if (learned.Length > 0)
        {
            var known = Distance(data, learned);
            (metrics["slicedWassersteinLearned"], metrics["slicedWassersteinLearnedFloor"]) = (known.Measured, known.Floor);
            bars.Add(new("codes of training phrases", [known.Measured, known.Floor]));
        }

        var prior = data.Space.Recipe.Prior.Kind switch
        {
            NormalPrior.Kind => "N(0, I)",
            FlowerPrior.Kind => "as many draws of the petals of their songs' genres",
            _ => "as many draws of the learned prior",
        };
        return new(
            Name,
            $"One draw of each posterior against {prior} in {data.Space.Dimensions} dimensions: the root of the mean squared distance along 256 random directions. The interval is over the directions.",
            metrics,
            [
                new PhraseStrips(
                    "Phrases that it makes up",
                    $"n = {Shown} draws of the prior, none chosen.",
                    [new("made up", PriorDraws.Of(data.Space, Shown), [.. Enumerable.Range(1, Shown).Select(i => $"{i}")])]),
                new BarPlot(
                    "Distance of the codes to the prior",
                    $"n = {held.Measured.N} phrases{(learned.Length > 0 ? $", and {learned.Length} that training saw, whose codes are what a critic works on" : "")}; the floor is as many draws of the prior itself, which no model can beat but by chance.",
                    "sliced Wasserstein distance, 0 is the prior",
                    ["model", "floor"],
                    bars),
            ]);
    }

    /// <summary>How far draws of the phrases' posteriors are from as many of the prior, and how far these are from as many others.</summary>
    private static (Estimate Measured, Estimate Floor) Distance(EvaluationData data, (Phrase Phrase, string Source)[] phrases)
    {
        var random = new RandomStream(Seed, "posterior");
        var codes = data.Space.Posteriors([.. phrases.Select(phrase => phrase.Phrase)]).Select(posterior => posterior.Draw(random)).ToArray();
        string[] sources = [.. phrases.Select(phrase => phrase.Source)];
        var drawn = Drawn(data, sources, Seed);
        return data.Space.Recipe.Prior.Kind == NormalPrior.Kind
            ? (SlicedWasserstein.ToStandardNormal(codes), SlicedWasserstein.ToStandardNormal(drawn))
            : (SlicedWasserstein.Between(codes, drawn), SlicedWasserstein.Between(Drawn(data, sources, Seed + 1), drawn));
    }

    /// <summary>As many draws of the prior; of a flower each from the petal of a genre of its song.</summary>
    private static float[][] Drawn(EvaluationData data, string[] sources, ulong seed)
    {
        if (data.Space.Recipe.Prior.Kind != FlowerPrior.Kind)
        {
            return data.Space.Sample(sources.Length, temperature: 1, seed);
        }

        var random = new RandomStream(seed, "genres");
        return data.Space.Style.SampleEach([.. sources.Select(source => data.GenresOf(source) is { Length: > 0 } genres ? genres[random.Below(genres.Length)] : null)], seed);
    }
}
