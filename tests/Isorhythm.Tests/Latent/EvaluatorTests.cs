using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class EvaluatorTests
{
    private static readonly string[] EveryPoint = [.. Enumerable.Range(0, 11).Select(i => $"{i / 10.0:0.0}")];

    [Fact]
    public void Held_out_files_are_measured_where_there_are_any_and_the_report_says_so()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 40);
        var space = TinyModels.Open(folder, corpus);

        var own = Evaluator.Run(space, corpus, ["reconstruction"]);
        var other = Evaluator.Run(space, TinyModels.Corpus(files: 5, seed: 9), ["reconstruction"]);

        Assert.StartsWith("8 phrases, 4 files, of the files that training did not see", own.Data, StringComparison.Ordinal);
        Assert.Equal(8, own.Protocols[0].Metrics["onsetF1"].N);
        Assert.InRange(own.Protocols[0].Metrics["copyBaseline"].Value, 0.1, 0.99);
        Assert.StartsWith("10 phrases, 5 files, another corpus", other.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("training saw", other.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void What_training_saw_is_not_passed_off_as_unseen()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 3);
        var report = Evaluator.Run(TinyModels.Open(folder, corpus), corpus, ["reconstruction"]);

        Assert.Contains("training saw them all", report.Data, StringComparison.Ordinal);
        Assert.Equal(1, report.Protocols[0].Metrics["copyBaseline"].Value);
        Assert.Equal(1, report.Protocols[0].Metrics["onsetF1Copy"].Value);
    }

    [Fact]
    public void Phrases_of_another_corpus_that_training_saw_are_counted()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 3);
        var space = TinyModels.Open(folder, corpus);
        var mixed = new Corpus(corpus.Representation, [.. corpus.Phrases.Take(4), .. TinyModels.Corpus(files: 2, seed: 9).Phrases]);

        Assert.EndsWith("but 4 of them equal to a phrase that training saw", Evaluator.Run(space, mixed, ["prior"]).Data, StringComparison.Ordinal);
        Assert.False(Evaluator.Run(space, mixed, ["prior"]).IsUnheard);
    }

    [Fact]
    public void The_map_of_a_model_is_measured_as_its_corpus_is()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 40);
        var space = TinyModels.Open(folder, corpus);

        Assert.Equal(Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space)).ToJson(), Evaluator.RunOnMap(space, Evaluator.ProtocolsFor(space)).ToJson());
    }

    [Fact]
    public void A_map_of_some_phrases_is_measured_on_those_that_training_held_out_and_says_so()
    {
        using var folder = new TemporaryFolder();
        Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(files: 40), folder.PathOf("some"), new TrainingOptions(MapPhrases: 40));
        var space = LatentSpace.Open(folder.PathOf("some"));
        var held = space.Phrases.Count(phrase => phrase.HeldOut);
        var report = Evaluator.RunOnMap(space, ["reconstruction", "novelty"]);

        Assert.True(held > 1);
        Assert.StartsWith($"{held} phrases, ", report.Data, StringComparison.Ordinal);
        Assert.EndsWith("of the files that training did not see, from its map, which holds 40 of the 80 phrases of its corpus", report.Data, StringComparison.Ordinal);
        Assert.Equal(held, report.Protocols[0].Metrics["onsetF1"].N);
        Assert.True(report.IsUnheard);
        Assert.True(report.Protocols[0].Metrics["copyBaseline"].Value < 1);
    }

    [Fact]
    public void An_evaluation_that_is_given_up_ends_where_it_next_tells_how_it_goes()
    {
        using var folder = new TemporaryFolder();
        var space = TinyModels.Open(folder);
        using var cancel = new CancellationTokenSource();
        var told = 0;
        var watcher = new Told(_ =>
        {
            told++;
            cancel.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.RunOnMap(space, ["reconstruction"], watcher, cancel.Token));
        Assert.Equal(1, told);
    }

    [Fact]
    public void Every_protocol_gives_finite_figures_with_intervals_and_the_same_ones_again()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 40);
        var space = TinyModels.Open(folder, corpus);
        var told = new List<EvaluationProgress>();

        var report = Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space), new Told(told.Add));

        Assert.Equal(Evaluator.ProtocolsFor(space), report.Protocols.Select(protocol => protocol.Name));
        Assert.All(report.Protocols.SelectMany(protocol => protocol.Metrics), metric => Assert.True(
            metric.Value is { N: > 0 } and { Low: var low, High: var high, Value: var value } && low <= high && double.IsFinite(low + value + high), metric.ToString()));
        Assert.All(report.Protocols.SelectMany(protocol => protocol.Figures), figure => Assert.StartsWith("n = ", figure.Caption, StringComparison.Ordinal));
        Assert.Equal(report.ToJson(), Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space)).ToJson());
        Assert.Equal(Evaluator.ProtocolsFor(space), told.Select(progress => progress.Protocol).Distinct());
        Assert.Equal(Evaluator.ProtocolsFor(space), told.Where(progress => progress.Share == 1).Select(progress => progress.Protocol).Distinct());
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal(Evaluator.ProtocolsFor(space), json.RootElement.GetProperty("protocols").EnumerateObject().Select(protocol => protocol.Name));
    }

    [Fact]
    public void Blend_of_the_data_leaves_A_evenly_and_costs_what_its_ends_cost_at_the_ends()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 100, phrasesPerFile: 4);
        var metrics = Evaluator.Run(TinyModels.Open(folder, corpus), corpus, ["interpolation"]).Protocols[0].Metrics;

        Assert.Equal(0, metrics["hammingBlend.0.0"].Value);
        Assert.Equal(1, metrics["relativeCostBlend.0.0"].Value, 1e-12);
        Assert.Equal(1, metrics["relativeCostBlend.1.0"].Value, 1e-12);
        Assert.Equal(0.5, metrics["hammingBlend.0.5"].Value / metrics["hammingBlend.1.0"].Value, 0.05);
        Assert.Equal(1, metrics["monotoneCurveBlend"].Value);
        Assert.All(EveryPoint, point => Assert.Equal(40, metrics[$"hamming.{point}"].N));
        Assert.Equal(metrics["hammingMajority.0.0"], metrics["hammingMajority.1.0"]);
        Assert.True(metrics["hammingCopy.0.4"].Value < metrics["hammingCopy.0.5"].Value);
    }

    [Fact]
    public void Monotone_is_said_of_the_mean_and_of_each_pair()
    {
        // One pair leaves A step by step; the other returns once, and less far than the first goes on.
        var ends = new WalkEnds([[[0, 0, 0, 0]], [[0, 0, 0, 0]]], [[[1, 1, 1, 1]], [[1, 1, 1, 1]]], [1, 1], [1, 1]);
        ushort[][][][] walk =
        [
            [[[0, 0, 0, 0]], [[0, 0, 0, 0]]],
            [[[1, 0, 0, 0]], [[1, 1, 0, 0]]],
            [[[1, 1, 1, 0]], [[1, 0, 0, 0]]],
            [[[1, 1, 1, 1]], [[1, 1, 1, 1]]],
        ];
        var language = new LanguageCost([new TokenView("drums", 2, _ => [])], []);
        var metrics = new OrderedDictionary<string, Estimate>();
        WalkCurve.Measure("", alpha => walk[(int)Math.Round(3 * alpha)], ends, language, steps: 3).AddTo(metrics, new Bootstrap(2));

        Assert.Equal(1, metrics["monotoneCurve"].Value);
        Assert.Equal(0, metrics["monotoneCurve"].Low);
        Assert.Equal(0.5, metrics["monotonePairs"].Value);
        Assert.Equal((1 + (4 / 6.0)) / 2, metrics["rankCorrelation"].Value, 12);
        Assert.Equal([0, 0.375, 0.5, 1], new[] { "0.0", "0.3", "0.7", "1.0" }.Select(point => metrics["hamming." + point].Value));
        // Under a model of nothing every token costs ln 2, and the ends were said to cost 1 nat.
        Assert.Equal(4 * Math.Log(2), metrics["meanRelativeCost"].Value, 12);
    }

    [Fact]
    public void Distance_to_the_prior_is_that_of_the_shift_and_of_the_spread()
    {
        var random = new RandomStream(4, "codes");
        float[][] Codes(float mean, float deviation) =>
            [.. Enumerable.Range(0, 1000).Select(_ => { var code = new float[8]; random.Normal(code, mean, deviation); return code; })];

        // Along every direction N(m, s² I) lies at a squared distance of (direction · m)² + (s - 1)², and on average that is m² + (s - 1)².
        Assert.InRange(SlicedWasserstein.ToStandardNormal(Codes(0, 1)).Value, 0, 0.08);
        Assert.Equal(0.5, SlicedWasserstein.ToStandardNormal(Codes(0, 1.5f)).Value, 0.04);
        Assert.Equal(1, SlicedWasserstein.ToStandardNormal(Codes(1, 1)).Value, 0.08);
        Assert.InRange(SlicedWasserstein.Between(Codes(2, 3), Codes(2, 3)).Value, 0, 0.3);
        Assert.Equal(1, SlicedWasserstein.Between(Codes(2, 1), Codes(1, 1)).Value, 0.08);
    }

    [Fact]
    public void Wrong_questions_are_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        var space = TinyModels.Open(folder);

        Assert.Contains("dance", Assert.Throws<ArgumentException>(() => Evaluator.Run(space, TinyModels.Corpus(3), ["dance"])).Message, StringComparison.Ordinal);
        Assert.Contains("drums-12x8x9", Assert.Throws<IsorhythmException>(() =>
            Evaluator.Run(space, TinyModels.Corpus(3, representation: "drums-12x8x9"), ["prior"])).Message, StringComparison.Ordinal);
        Assert.Contains("two different phrases", Assert.Throws<IsorhythmException>(() =>
            Evaluator.Run(space, TinyModels.Corpus(1, phrasesPerFile: 1), ["interpolation"])).Message, StringComparison.Ordinal);
    }

    private sealed class Told(Action<EvaluationProgress> tell) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => tell(value);
    }
}
