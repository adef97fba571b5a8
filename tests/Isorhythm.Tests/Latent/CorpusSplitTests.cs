using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class CorpusSplitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    public void A_small_collection_is_learnt_whole(int files)
    {
        var split = CorpusSplit.Of(TinyModels.Corpus(files), seed: 1);

        Assert.Equal(2 * files, split.Training.Length);
        Assert.Empty(split.Validation);
        Assert.Empty(split.HeldOutSources);
    }

    [Fact]
    public void Phrases_of_one_file_never_part()
    {
        var corpus = TinyModels.Corpus(60, 3);

        var split = CorpusSplit.Of(corpus, seed: 1);

        Assert.Equal(6, split.HeldOutSources.Count);
        Assert.Equal(18, split.Validation.Length);
        Assert.Empty(split.Training.Select(i => corpus.Phrases[i].Source).Intersect(split.Validation.Select(i => corpus.Phrases[i].Source)));
        Assert.Equal(Enumerable.Range(0, corpus.Phrases.Count), split.Training.Concat(split.Validation).Order());
    }

    [Fact]
    public void A_seed_gives_one_split()
    {
        var corpus = TinyModels.Corpus(60);

        Assert.Equal(CorpusSplit.Of(corpus, 7).Validation, CorpusSplit.Of(corpus, 7).Validation);
        Assert.NotEqual(CorpusSplit.Of(corpus, 7).Validation, CorpusSplit.Of(corpus, 8).Validation);
    }

    [Fact]
    public void No_phrase_that_is_held_out_is_trained_on_under_another_name()
    {
        var once = TinyModels.Corpus(40, 2);
        var copies = once.Phrases.Select(phrase => phrase with { Source = "copy of " + phrase.Source });
        var borrowed = once.Phrases.Where((_, i) => i % 2 == 0).Select(phrase => phrase with { Source = "medley.mid" });
        var corpus = new Corpus(once.Representation, [.. once.Phrases, .. copies, .. borrowed]);

        for (ulong seed = 0; seed < 10; seed++)
        {
            var split = CorpusSplit.Of(corpus, seed);
            var trained = split.Training.Select(i => corpus.Phrases[i].Phrase).ToHashSet();

            Assert.NotEmpty(split.HeldOutSources);
            Assert.DoesNotContain(split.Validation, i => trained.Contains(corpus.Phrases[i].Phrase));
            Assert.All(split.HeldOutSources.Where(source => source.StartsWith("copy", StringComparison.Ordinal)), source =>
                Assert.Contains(source["copy of ".Length..], split.HeldOutSources));
        }
    }
}
