using System.Numerics.Tensors;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// How flat a latent space is: the condition number and the magnification factor of the decoder's metric at held-out phrases and between and beyond
/// them, how well the distance of two codes says the heard distance, and how much longer the straight way is heard than the geodesic
/// (Chen et al. 2020; the figures are those of Lee et al. 2022 and Chen et al. 2019).
/// </summary>
internal static class GeometryProtocol
{
    internal const string Name = "geometry";

    private const int MostPoints = 256;
    private const int MostDistances = 1000;
    private const int MostGeodesics = 100;
    private const int MostNodes = 512;
    private const int PartsOfAWay = 40;
    private const int Lines = 8;

    /// <summary>More dots on a map are one blot, and a heavy page.</summary>
    private const int MostDots = 2000;

    /// <summary>Between and a little beyond two codes, as in the training of flat spaces (section 3.2 of Chen et al. 2020).</summary>
    private const float Beyond = 0.2f;

    private const ulong Seed = 1;

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var space = data.Space.Observed;
        var examples = data.Take(MostPoints);
        var posteriors = data.Space.Posteriors([.. examples.Select(example => example.Phrase)]);
        var codes = posteriors.Select(posterior => posterior.Mean).ToArray();
        var bootstrap = new Bootstrap(examples.Length, [.. examples.Select(example => example.Source)]);
        var metrics = new OrderedDictionary<string, Estimate>();
        var atPhrases = MetricTensor.At(space, codes);
        if (Array.TrueForAll(atPhrases, metric => metric.IsDead))
        {
            return new(Name, "The decoder plays the same everywhere, so there is no distance to measure: train the model longer.", metrics, []);
        }

        progress(0.3);
        var atMixtures = MetricTensor.At(space, Mixtures(posteriors));
        progress(0.6);
        AddMetric(metrics, "", bootstrap, atPhrases);
        AddMetric(metrics, "Mixup", new Bootstrap(atMixtures.Length), atMixtures);
        AddDistances(metrics, space, codes);
        var (dimensions, largest) = Spread(codes);
        metrics["codeDimensions"] = new Estimate(dimensions, dimensions, dimensions, codes.Length);
        metrics["largestCodeDeviation"] = new Estimate(largest, largest, largest, codes.Length);
        progress(0.65);
        AddGeodesics(metrics, space, data, codes, share => progress(0.65 + (0.3 * share)));
        var contours = data.Space.Contours(0, 0, Lines);
        if (double.IsFinite(contours.Variation))
        {
            metrics["contourVariation"] = new Estimate(contours.Variation, contours.Variation, contours.Variation, 1);
        }

        return Report(data.Space, metrics, contours, atPhrases, atMixtures);
    }

    /// <summary>Codes on the lines through pairs of draws of the posteriors.</summary>
    private static float[][] Mixtures(IReadOnlyList<(float[] Mean, float[] Deviation)> posteriors)
    {
        var random = new RandomStream(Seed, "mixtures");
        return [.. RandomPairs.Of(Name, posteriors.Count, posteriors.Count).Select(pair => Interpolation.Between(
            posteriors[pair.A].Draw(random),
            posteriors[pair.B].Draw(random),
            ((1 + (2 * Beyond)) * random.Uniform()) - Beyond,
            InterpolationPath.Linear))];
    }

    private static void AddMetric(OrderedDictionary<string, Estimate> metrics, string where, Bootstrap bootstrap, MetricTensor[] tensors)
    {
        double[] conditions = [.. tensors.Select(tensor => tensor.ConditionNumber)];
        double[] magnifications = [.. tensors.Select(tensor => tensor.LogMagnification / tensor.Eigenvalues.Count)];
        metrics["medianConditionNumber" + where] = bootstrap.Quantile(conditions, 0.5);
        metrics["conditionNumber90" + where] = bootstrap.Quantile(conditions, 0.9);
        metrics["magnificationSpread" + where] = bootstrap.Of(drawn => Deviation(magnifications, drawn));
    }

    /// <summary>
    /// In how many dimensions codes lie, the participation ratio of their variances (the square of the sum over the sum of the squares), and their
    /// largest deviation along any direction.
    /// </summary>
    internal static (double Dimensions, double Largest) Spread(float[][] codes)
    {
        double[] variances = [.. PrincipalComponents.Of(codes, codes[0].Length, codes[0].Length).Deviations.Select(deviation => (double)deviation * deviation)];
        return (Math.Pow(variances.Sum(), 2) / variances.Sum(variance => variance * variance), Math.Sqrt(variances.Max()));
    }

    /// <summary>Pearson's r of latent with heard distance, and the coefficient of variation of their ratio.</summary>
    private static void AddDistances(OrderedDictionary<string, Estimate> metrics, ObservedSpace space, float[][] codes)
    {
        var pairs = RandomPairs.Of(Name, codes.Length, MostDistances);
        var values = space.At(codes);
        double[] latent = [.. pairs.Select(pair => (double)TensorPrimitives.Distance<float>(codes[pair.A], codes[pair.B]))];
        double[] heard = [.. pairs.Select(pair => (double)TensorPrimitives.Distance<float>(values[pair.A], values[pair.B]))];
        double[] ratios = [.. heard.Zip(latent, (one, other) => one / Math.Max(other, 1e-12))];
        var bootstrap = new Bootstrap(pairs.Length);
        metrics["distanceCorrelation"] = bootstrap.Of(drawn => Correlation.Pearson(latent, heard, drawn));
        metrics["distanceVariation"] = bootstrap.Of(drawn => Deviation(ratios, drawn) / Mean(ratios, drawn));
    }

    private static void AddGeodesics(OrderedDictionary<string, Estimate> metrics, ObservedSpace space, EvaluationData data, float[][] codes, Action<double> progress)
    {
        var graph = new CodeGraph(space, data.Space.Encode([.. data.Training.Take(MostNodes)]));
        var pairs = RandomPairs.Of(Name, codes.Length, MostGeodesics);
        var ratios = new double[pairs.Length];
        foreach (var (i, (a, b)) in pairs.Index())
        {
            ratios[i] = space.Lengths([(codes[a], codes[b])], PartsOfAWay)[0] / Math.Max(graph.Geodesic(codes[a], codes[b]).Length, 1e-12);
            progress((i + 1.0) / pairs.Length);
        }

        metrics["straightOverGeodesic"] = new Bootstrap(ratios.Length).Mean(ratios);
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

    private static double Deviation(double[] values, ReadOnlySpan<int> drawn)
    {
        var (mean, squares) = (Mean(values, drawn), 0.0);
        foreach (var i in drawn)
        {
            squares += (values[i] - mean) * (values[i] - mean);
        }

        return Math.Sqrt(squares / drawn.Length);
    }

    private static ProtocolResult Report(
        LatentSpace space, OrderedDictionary<string, Estimate> metrics, EquidistanceContours contours, MetricTensor[] atPhrases, MetricTensor[] atMixtures) => new(
        Name,
        $"The metric of the decoder in {space.Dimensions} dimensions, on what is heard: {WhatIsHeard(space)}. A flat space has condition number 1, "
            + "the same magnification everywhere, and heard distances in proportion to those of the codes.",
        metrics,
        [
            new BoxPlot(
                "Condition number of the metric",
                $"n = {atPhrases.Length} phrases, and {atMixtures.Length} points on the lines through pairs of posterior draws, up to a fifth beyond them. Logarithm to the base of ten: 0 is flat. {BoxPlot.Legend}",
                "log10 of the condition number",
                [
                    BoxRow.Of("at phrases", atPhrases.Select(tensor => Math.Log10(tensor.ConditionNumber))),
                    BoxRow.Of("between and beyond", atMixtures.Select(tensor => Math.Log10(tensor.ConditionNumber))),
                ]),
            new ContourPlot(
                "Lines of equal heard distance",
                $"n = {Math.Min(MostDots, space.Phrases.Count)} of the {space.Phrases.Count} phrases of the model, as dots. Lines round the middle of the map, from line to line {ReportStyle.Number(contours.Distance)}. Circles are flat.",
                contours,
                space.Map.Extent,
                [.. Dots(space).Select(phrase => space.Map.ToPoint(phrase.Code))]),
        ]);

    /// <summary>The phrases of the model, of many so many, evenly spread.</summary>
    private static IEnumerable<MappedPhrase> Dots(LatentSpace space)
    {
        var count = Math.Min(MostDots, space.Phrases.Count);
        return Enumerable.Range(0, count).Select(i => space.Phrases[(int)((long)i * space.Phrases.Count / count)]);
    }

    private static string WhatIsHeard(LatentSpace space) => space is GridSpace
        ? "the probability of a hit, and velocity and microtiming times it"
        : "the probability of every state of every step";
}
