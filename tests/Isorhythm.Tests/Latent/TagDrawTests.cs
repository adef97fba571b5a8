using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class TagDrawTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Corpus corpus;

    // Of "0" the tags a, b and c, of "1" only b, of "2" only one that is too rare, of "3" none.
    public TagDrawTests()
    {
        File.WriteAllText(folder.PathOf("tags.csv"), "0,a;b;c\n1,b\n2,d\nx,a");
        var some = TinyModels.Corpus(4);
        corpus = new Corpus(some.Representation, [.. some.Music.Take(4).Select((phrase, i) => new CorpusPhrase(phrase, $"{i}.mid", default))], SongTags.Read(folder.PathOf("tags.csv")), mostTags: 3);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_of_a_songs_tags_is_drawn_as_often_anew_at_each_visit()
    {
        var counts = new int[3];
        var draw = new TagDraw(corpus, 4, 1);
        for (var step = 0; step < 3000; step++)
        {
            foreach (var tag in draw.At(step, [0, 0, 0, 0]))
            {
                counts[tag]++;
            }
        }

        // 4000 of 12,000 draws each, give or take four standard deviations of 52.
        Assert.All(counts, count => Assert.InRange(count, 3790, 4210));
    }

    [Fact]
    public void A_song_has_only_its_own_tags_and_minus_one_where_it_has_none_that_is_kept()
    {
        Assert.Equal(["b", "a", "c"], corpus.Tags);
        var draw = new TagDraw(corpus, 4, 1);
        for (var step = 0; step < 50; step++)
        {
            var drawn = draw.At(step, [3, 1, 2, 0]);
            Assert.Equal((-1, 0, -1), (drawn[0], drawn[1], drawn[2]));
            Assert.InRange(drawn[3], 0, 2);
        }
    }

    [Fact]
    public void A_draw_is_a_function_of_seed_step_and_row()
    {
        int[] whole = [.. new TagDraw(corpus, 64, 7).At(5, new int[64])];
        var other = new TagDraw(corpus, 64, 7);
        other.At(900, new int[64]);

        Assert.Equal(3, whole.Distinct().Count());
        // Whatever was drawn before, and whatever stands in the other rows.
        Assert.Equal(whole, other.At(5, new int[64]).ToArray());
        int[] mixed = [.. Enumerable.Range(0, 64).Select(row => row % 2)];
        Assert.Equal(whole.Where((_, row) => row % 2 == 0), other.At(5, mixed).ToArray().Where((_, row) => row % 2 == 0));
        Assert.NotEqual(whole, other.At(6, new int[64]).ToArray());
        Assert.NotEqual(whole, new TagDraw(corpus, 64, 8).At(5, new int[64]).ToArray());
    }

    [Fact]
    public void Without_tags_nothing_is_drawn() => Assert.Equal([-1, -1], new TagDraw(TinyModels.Corpus(4), 2, 1).At(0, [0, 1]).ToArray());
}
