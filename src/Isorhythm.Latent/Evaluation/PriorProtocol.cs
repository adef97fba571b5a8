using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// How near the aggregated posterior, one draw of each phrase's posterior, is to the prior that <c>sample</c> draws from; the floor is
/// what as many draws of the prior itself measure.
/// </summary>
internal static class PriorProtocol
{
    internal const string Name = "prior";

    private const int MostExamples = 4096;
    private const ulong Seed = 1;

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var examples = data.Take(MostExamples);
        var random = new RandomStream(Seed, "posterior");
        var codes = data.Space.Posteriors([.. examples.Select(example => example.Phrase)]).Select(posterior => posterior.Draw(random)).ToArray();
        progress(0.5);
        var drawn = Drawn(data, examples, Seed);
        var isNormal = data.Space.Recipe.Prior.Kind == NormalPrior.Kind;
        var measured = isNormal ? SlicedWasserstein.ToStandardNormal(codes) : SlicedWasserstein.Between(codes, drawn);
        var floor = isNormal
            ? SlicedWasserstein.ToStandardNormal(drawn) : SlicedWasserstein.Between(Drawn(data, examples, Seed + 1), drawn);
        var prior = data.Space.Recipe.Prior.Kind switch
        {
            NormalPrior.Kind => "N(0, I)",
            FlowerPrior.Kind => "as many draws of the petals of their songs' genres",
            _ => "as many draws of the learned prior",
        };
        return new(
            Name,
            $"One draw of each posterior against {prior} in {data.Space.Dimensions} dimensions: the root of the mean squared distance along 256 random directions. The interval is over the directions.",
            new OrderedDictionary<string, Estimate> { ["slicedWasserstein"] = measured, ["slicedWassersteinFloor"] = floor },
            [
                new BarPlot(
                    "Distance of the codes to the prior",
                    $"n = {codes.Length} phrases; the floor is {codes.Length} draws of the prior itself, which no model can beat but by chance.",
                    "sliced Wasserstein distance, 0 is the prior",
                    ["model", "floor"],
                    [new BarGroup("codes", [measured, floor])]),
            ]);
    }

    /// <summary>As many draws of the prior; of a flower each from the petal of a genre of the example's song.</summary>
    private static float[][] Drawn(EvaluationData data, CorpusPhrase[] examples, ulong seed)
    {
        if (data.Space.Recipe.Prior.Kind != FlowerPrior.Kind)
        {
            return data.Space.Sample(examples.Length, temperature: 1, seed);
        }

        var random = new RandomStream(seed, "genres");
        return data.Space.Style.SampleEach([.. examples.Select(example => data.GenresOf(example.Source) is { Length: > 0 } genres ? genres[random.Below(genres.Length)] : null)], seed);
    }
}
