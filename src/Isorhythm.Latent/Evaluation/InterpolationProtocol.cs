using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Section 5.4 and Fig. 3 of MusicVAE: pairs of phrases are walked from A to B; how far each phrase on the way is from A, and what it costs
/// under a 5-gram model beside the linear mix of its ends' costs.
/// </summary>
internal static class InterpolationProtocol
{
    internal const string Name = "interpolation";

    private const int MostPairs = 1024;
    private const int Steps = 10;
    private const int PointsDrawn = 5;
    private const float Temperature = 0.5f;
    private const ulong Seed = 1;

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var pairs = Pairs(data);
        var tracks = TokenView.Of(pairs[0].A.Phrase);
        var language = new LanguageCost(tracks, data.Training);
        var path = data.Space.Dimensions > 2 ? InterpolationPath.Slerp : InterpolationPath.Linear;
        var ends = new WalkEnds([.. pairs.Select(pair => Windows(pair.A.Phrase))], [.. pairs.Select(pair => Windows(pair.B.Phrase))], language);
        var walks = new List<(string Name, Func<double, ushort[][][]> At)>
        {
            ("", Model(data.Space, pairs, path, Windows)),
            ("Blend", Blended(ends)),
            ("Copy", Copied(ends, [.. data.Training.Select(Windows)])),
            ("Majority", Constant(data.Training, tracks, pairs.Length)),
        };
        var curves = new List<WalkCurve>();
        foreach (var (name, at) in walks)
        {
            curves.Add(WalkCurve.Measure(name, at, ends, language, Steps));
            progress((double)curves.Count / walks.Count);
        }

        var bootstrap = new Bootstrap(pairs.Length, [.. pairs.Select(pair => pair.A.Source)]);
        return Report(data, curves, bootstrap, pairs.Length, path, Strip(data.Space, pairs[0], path));

        ushort[][] Windows(Phrase phrase) => [.. tracks.Select(track => track.TokensOf(phrase))];
    }

    /// <summary>Each phrase is A at most once and B at most once; with 2,048 phrases no phrase is both.</summary>
    private static (CorpusPhrase A, CorpusPhrase B)[] Pairs(EvaluationData data)
    {
        var examples = data.Examples;
        var count = Math.Min(MostPairs, examples.Count);
        var apart = Math.Max(count, examples.Count / 2) % examples.Count;
        apart = apart == 0 ? examples.Count / 2 : apart;
        var pairs = Enumerable.Range(0, count)
            .Select(i => (A: examples[i], B: examples[(i + apart) % examples.Count]))
            .Where(pair => !pair.A.Phrase.Equals(pair.B.Phrase))
            .ToArray();
        return pairs.Length > 0
            ? pairs
            : throw new IsorhythmException("The interpolation protocol needs two different phrases, and the data hold one: give it more data, or leave it out with --protocol.");
    }

    private static Func<double, ushort[][][]> Model(
        LatentSpace space, (CorpusPhrase A, CorpusPhrase B)[] pairs, InterpolationPath path, Func<Phrase, ushort[][]> windows)
    {
        var a = space.Encode([.. pairs.Select(pair => pair.A.Phrase)]);
        var b = space.Encode([.. pairs.Select(pair => pair.B.Phrase)]);
        return alpha =>
        {
            var codes = a.Zip(b, (from, to) => Interpolation.Between(from, to, (float)alpha, path)).SelectMany(code => code).ToArray();
            var seed = Seed + (ulong)Math.Round(alpha * Steps * MostPairs);
            return [.. space.Decode(codes, Decoding.Usual with { Temperature = space is GridSpace ? 0 : Temperature, Seed = seed }).Select(windows)];
        };
    }

    private static Func<double, ushort[][][]> Blended(WalkEnds ends)
    {
        var random = new RandomStream(Seed, "blend");
        return alpha => [.. ends.A.Zip(ends.B, (a, b) => a.Zip(b, (one, other) => Blend.Of(one, other, alpha, random)).ToArray())];
    }

    /// <summary>The training phrase nearest to A in the first half, the one nearest to B in the second.</summary>
    private static Func<double, ushort[][][]> Copied(WalkEnds ends, ushort[][][] training)
    {
        var copy = new CopyBaseline([.. training.Select(TokenView.Joined)]);
        var (a, b) = (ends.A.Select(Nearest).ToArray(), ends.B.Select(Nearest).ToArray());
        return alpha => alpha < 0.5 ? a : b;

        ushort[][] Nearest(ushort[][] windows) => training[copy.Nearest(TokenView.Joined(windows))];
    }

    private static Func<double, ushort[][][]> Constant(IReadOnlyList<Phrase> training, IReadOnlyList<TokenView> tracks, int count)
    {
        ushort[][] phrase = [.. tracks.Select(track => MajorityBaseline.Learn([.. training.Select(track.TokensOf)], track.Vocabulary).AtStep)];
        ushort[][][] same = [.. Enumerable.Repeat(phrase, count)];
        return _ => same;
    }

    /// <summary>One walk between its ends as they were written.</summary>
    private static PhraseStrips Strip(LatentSpace space, (CorpusPhrase A, CorpusPhrase B) pair, InterpolationPath path)
    {
        var codes = space.Interpolate(space.Encode(pair.A.Phrase), space.Encode(pair.B.Phrase), PointsDrawn, path);
        var way = space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual);
        return new(
            "A walk between two phrases",
            $"n = 1 pair, the first. A and B as they were written, and {PointsDrawn} points of the way between their codes, decoded without chance.",
            [new("A to B", [pair.A.Phrase, .. way, pair.B.Phrase], ["A", .. Enumerable.Range(0, PointsDrawn).Select(i => $"{i / (PointsDrawn - 1.0):0.##}"), "B"])]);
    }

    private static ProtocolResult Report(
        EvaluationData data, List<WalkCurve> curves, Bootstrap bootstrap, int pairs, InterpolationPath path, PhraseStrips strip)
    {
        var metrics = new OrderedDictionary<string, Estimate>();
        foreach (var curve in curves)
        {
            curve.AddTo(metrics, bootstrap);
        }

        metrics["costBelowBlend"] = bootstrap.Mean([.. Enumerable.Range(0, pairs).Select(pair => curves[0].MeanCost(pair) < curves[1].MeanCost(pair) ? 1.0 : 0)]);
        var sources = $"n = {pairs} pairs; ends: the phrases themselves. Blend: each step from B with probability alpha, else from A. "
            + $"Copy: the training phrase nearest to A, from the middle on that nearest to B ({data.Training.Count} training phrases). "
            + "Majority: the commonest token of each step in the training phrases.";
        return new(
            Name,
            $"{pairs} pairs of phrases, {(path == InterpolationPath.Slerp ? "slerp" : "a straight line")} between the means of their posteriors in ten steps{Drawn(data)}. "
                + $"The 5-gram model (interpolated modified Kneser-Ney) learned from {data.Training.Count} training phrases.",
            metrics,
            [
                strip,
                new LinePlot("Distance to A on the way to B", sources, "alpha, from A to B", "Hamming distance to A, share of steps", Series(curve => curve.Hamming)),
                new LinePlot(
                    "Cost under a 5-gram model",
                    sources + " Cost over the mix of the ends' costs, (1 - alpha) cost(A) + alpha cost(B), a mean over pairs: 1 is as probable as the ends, above is less.",
                    "alpha, from A to B",
                    "relative cost",
                    Series(curve => curve.RelativeCost)),
            ]);

        static string Drawn(EvaluationData data) =>
            data.Space is GridSpace ? ", a hit where its probability is above one half" : $", tokens drawn at a softmax temperature of {Temperature}";

        PlotSeries[] Series(Func<WalkCurve, double[][]> values) =>
            [.. curves.Select(curve => new PlotSeries(curve.Title, [.. values(curve).Index().Select(at => ((double)at.Index / Steps, bootstrap.Mean(at.Item)))]))];
    }
}
