using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class NoveltyProtocolTests
{
    [Fact]
    public void A_model_that_makes_up_what_it_learned_copies_and_one_that_does_not_invents()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 40);
        var space = TinyModels.Open(folder, corpus);
        var own = PriorDraws.Of(space, 256);
        var elsewhere = TinyModels.Corpus(files: 40, seed: 5).Music;

        var copied = Measure(own);
        var invented = Measure([.. elsewhere]);

        Assert.Equal(1, copied.Metrics["copyShare"].Value);
        Assert.Equal(0, copied.Metrics["nearestDistance"].Value);
        Assert.Equal(0, invented.Metrics["copyShare"].Value);
        Assert.True(invented.Metrics["nearestDistance"].Value > 0);
        Assert.Equal(own.Distinct().Count() / 256.0, invented.Metrics["differentShare"].Value);
        Assert.Equal(80, invented.Metrics["copyShareHeldOut"].N);

        ProtocolResult Measure(IReadOnlyList<Phrase> training) => NoveltyProtocol.Measure(new EvaluationData(space, corpus.Phrases, training, "about"), _ => { });
    }

    [Fact]
    public void Closest_pairs_are_shown_with_the_phrase_that_they_are_close_to()
    {
        using var folder = new TemporaryFolder();
        var space = TinyModels.Open(folder);
        var training = TinyModels.Corpus(files: 5, seed: 5).Music;
        var pairs = Assert.Single(NoveltyProtocol.Measure(new EvaluationData(space, TinyModels.Corpus(2).Phrases, [.. training], "about"), _ => { }).Figures.OfType<PhrasePairs>());

        Assert.All(pairs.Pairs, pair => Assert.Contains(pair.First, training));
        Assert.All(pairs.Pairs, pair => Assert.Contains(pair.Second, PriorDraws.Of(space, 256)));
        Assert.Equal(pairs.Pairs.Count, pairs.Pairs.Select(pair => pair.First).Distinct().Count());
    }

    [Fact]
    public void Where_training_saw_everything_nothing_is_said_of_music_that_it_did_not_hear()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 3);
        var report = Evaluator.Run(TinyModels.Open(folder, corpus), corpus, ["novelty"]);

        Assert.False(report.IsUnheard);
        Assert.DoesNotContain("copyShareHeldOut", report.Protocols[0].Metrics.Keys);
        Assert.DoesNotContain("not heard", report.Protocols[0].Figures.OfType<BoxPlot>().Single().Svg(), StringComparison.Ordinal);
    }
}
