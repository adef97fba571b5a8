using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

/// <summary>Tags of sources, in memory and in a corpus file.</summary>
public sealed class CorpusTagsTests : IDisposable
{
    private static readonly Representation Melodies = Representation.Named("melody-1bar");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_most_frequent_tags_come_first_and_equal_ones_by_name()
    {
        using var corpus = Build("a,pop;rock\nb,rock;jazz\nc,rock;blues\nd,jazz;blues\ne,zydeco", Songs("a", "b", "c", "d", "e"), most: 3);

        Assert.Equal(["rock", "blues", "jazz"], corpus.Tags);
        Assert.Equal(["0", "0 2", "0 1", "2 1", ""], Enumerable.Range(0, 5).Select(source => string.Join(' ', corpus.TagsOf(source))));
        Assert.Equal([new("rock", 3, 3), new("blues", 2, 2), new TagTotal("jazz", 2, 2)], corpus.TagTotals);
    }

    [Fact]
    public void A_song_counts_once_a_tag_whatever_its_phrases()
    {
        using var corpus = Build("a,pop;pop\nb,rock\nc,rock", [Song("a", 1, 2, 3, 4), Song("b", 5), Song("c", 6)]);

        Assert.Equal([new("rock", 2, 2), new TagTotal("pop", 1, 4)], corpus.TagTotals);
    }

    [Fact]
    public void A_song_that_gives_no_phrase_counts_for_no_tag()
    {
        using var corpus = Build("a,rock\nb,pop\nempty,pop", [Song("a", 1), Song("b", 1), new("empty.mid", Array.Empty<byte>())]);

        Assert.Equal(["rock"], corpus.Tags);
        Assert.Equal([new TagTotal("rock", 1, 1)], corpus.TagTotals);
    }

    [Fact]
    public void A_phrase_of_songs_of_two_genres_belongs_to_the_first()
    {
        using var corpus = Build("a,rock\nb,pop", [Song("a", 1, 2), Song("b", 2, 3)]);

        Assert.Equal([new("pop", 1, 1), new TagTotal("rock", 1, 2)], corpus.TagTotals);
        Assert.Equal(["a.mid", "a.mid", "b.mid"], corpus.Phrases.Select(phrase => phrase.Source));
    }

    [Fact]
    public void What_is_odd_about_tags_is_told()
    {
        var totals = BuildFile("a,rock;pop\nb,rock\ngone,jazz\nlost,jazz\nx,y\nz,y", Songs("a", "b", "untagged"), most: 1);

        Assert.Equal([new TagTotal("rock", 2, 2)], totals.Tags!.Kept);
        Assert.Equal((1, 1, 4), (totals.Tags.Rarer, totals.Tags.Untagged, totals.Tags.Unknown));
        Assert.Equal(["gone", "lost", "x"], totals.Tags.SomeUnknown);
    }

    [Fact]
    public void A_song_that_gives_no_phrase_is_not_unknown() =>
        Assert.Equal(0, BuildFile("a,rock\nempty,pop", [Song("a", 1), new("empty.mid", Array.Empty<byte>())]).Tags!.Unknown);

    [Fact]
    public void Files_tell_their_tags_only_where_there_are_any()
    {
        var files = new List<ImportedFile>();
        Corpus.BuildFile(Songs("a", "b"), Melodies, folder.PathOf("x.corpus"), new TagChoice(Read("a,rock;pop")), files.Add);
        Corpus.BuildFile(Songs("a"), Melodies, folder.PathOf("y.corpus"), imported: files.Add);

        Assert.Equal(["rock pop", "", null], files.Select(file => file.Tags is null ? null : string.Join(' ', file.Tags)));
    }

    [Fact]
    public void Tags_are_the_same_from_memory_and_from_the_file_and_saved_again()
    {
        var tags = Read("0,rock;pop\n1,pop\n2,jazz;pop");
        var memory = new Corpus(Melodies, [.. Enumerable.Range(0, 6).Select(i => new CorpusPhrase(Phrase(i), $"{i / 2}.mid", default))], tags, mostTags: 2);
        memory.Save(folder.PathOf("x.corpus"));
        using var opened = Corpus.Open(folder.PathOf("x.corpus"));
        opened.Save(folder.PathOf("y.corpus"));
        using var again = Corpus.Open(folder.PathOf("y.corpus"));

        Assert.Equal(["pop", "jazz"], memory.Tags);
        foreach (var corpus in new[] { opened, again })
        {
            Assert.Equal(memory.Tags, corpus.Tags);
            Assert.Equal(memory.TagTotals, corpus.TagTotals);
            Assert.Equal(Enumerable.Range(0, 3).Select(memory.TagsOf), Enumerable.Range(0, 3).Select(corpus.TagsOf));
            Assert.Equal(memory.Fingerprint, corpus.Fingerprint);
        }

        Assert.Equal(File.ReadAllBytes(folder.PathOf("x.corpus")), File.ReadAllBytes(folder.PathOf("y.corpus")));
    }

    [Fact]
    public void Other_tags_are_another_fingerprint_and_none_are_none()
    {
        string[] of = [Fingerprint(null), Fingerprint("a,rock\nb,pop"), Fingerprint("a,rock\nb,jazz"), Fingerprint("a,rock\nb,pop", 1), Fingerprint("z,rock")];

        Assert.Equal(4, of.Distinct().Count());
        Assert.Equal(of[0], of[4]);

        string Fingerprint(string? tags, int most = 32)
        {
            using var corpus = Build(tags, Songs("a", "b"), most);
            return corpus.Fingerprint;
        }
    }

    [Fact]
    public void Many_tagged_sources_are_found_again_across_blocks()
    {
        const int Count = CorpusFormat.SourcesPerBlock + 3;
        new Corpus(Melodies, [.. Enumerable.Range(0, Count).Select(i => new CorpusPhrase(Phrase(i), $"{i % 7}/{i}.mid", default))], SongTags.OfFolders).Save(folder.PathOf("x.corpus"));
        using var corpus = Corpus.Open(folder.PathOf("x.corpus"));

        Assert.Equal(Count, corpus.TagTotals.Sum(tag => tag.Songs));
        Assert.All(Enumerable.Range(0, Count), source => Assert.Equal($"{source % 7}", corpus.Tags[Assert.Single(corpus.TagsOf(source))]));
    }

    [DataFact]
    public void Folders_of_the_songs_by_genre_are_eleven_tags()
    {
        var totals = Corpus.BuildFile(
            MidiSource.Each(Path.Combine(Requirements.Data, "songs-by-genre")), Representation.Named("melody-2bar"), folder.PathOf("x.corpus"), new TagChoice(SongTags.OfFolders));
        using var corpus = Corpus.Open(folder.PathOf("x.corpus"));

        Assert.Equal(
            ["blues", "classical", "contemporary", "country", "folk", "gospel", "jazz", "pop", "rap", "rhythm_and_blues", "rock"],
            corpus.Tags.Order(StringComparer.Ordinal));
        Assert.Equal(corpus.TagTotals, totals.Tags!.Kept);
        Assert.Equal(totals.UsedFiles, corpus.TagTotals.Sum(tag => tag.Songs));
        Assert.Equal(0, totals.Tags.Untagged);
    }

    private static MidiSource[] Songs(params string[] names) => [.. names.Select((name, i) => Song(name, i))];

    private static MidiSource Song(string name, params int[] phrases) =>
        new($"{name}.mid", MidiWriter.Write(TokenWriter.ToScore([.. phrases.Select(Phrase)], 120)));

    // A melody of a bar, another for each number below 88 to the power of four.
    private static TokenPhrase Phrase(int number)
    {
        var tokens = new ushort[16];
        for (var step = 0; step < 16; step += 4, number /= 88)
        {
            tokens[step] = (ushort)(2 + (number % 88));
        }

        return new TokenPhrase(((TokenRepresentation)Melodies).Tracks, tokens);
    }

    private Corpus Build(string? tags, MidiSource[] songs, int most = 32)
    {
        BuildFile(tags, songs, most);
        return Corpus.Open(folder.PathOf("x.corpus"));
    }

    private ImportTotals BuildFile(string? tags, MidiSource[] songs, int most = 32) =>
        Corpus.BuildFile(songs, Melodies, folder.PathOf("x.corpus"), tags is null ? null : new TagChoice(Read(tags), most));

    private SongTags Read(string tags)
    {
        File.WriteAllText(folder.PathOf("tags.csv"), tags);
        return SongTags.Read(folder.PathOf("tags.csv"));
    }
}
