using System.Text;
using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class SongTagsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("rock/x.mid", "rock")]
    [InlineData("rock;pop/a.mid", "rock pop")]
    [InlineData("rock/live/x.mid", "rock")]
    [InlineData("x.mid", "")]
    public void The_first_folder_is_the_tag(string song, string tags) => Assert.Equal(tags, string.Join(' ', SongTags.OfFolders.Of(song)));

    [Theory]
    [InlineData("a/x.mid,rock", "rock")]
    [InlineData("a/x,rock", "rock")]
    [InlineData("x.mid,rock", "rock")]
    [InlineData("x,rock", "rock")]
    [InlineData("a\\x.mid,rock", "rock")]
    [InlineData("b/x.mid,rock", "")]
    [InlineData("x.mid,rock;pop|60s; ;rock", "rock pop 60s")]
    [InlineData("x.mid,rock\nx.mid,pop\nx.mid,rock", "rock pop")]
    [InlineData("path,tags,year\nx.mid,rock,1969\n", "rock")]
    [InlineData("Song,Genre\r\n\"x.mid\",\"rock, pop\"\r\n", "rock, pop")]
    [InlineData("x.mid,", "")]
    [InlineData("x,rock\nx.mid,pop\na/x.mid,jazz", "jazz")]
    public void A_song_has_the_tags_of_its_lines(string text, string tags)
    {
        File.WriteAllText(folder.PathOf("tags.csv"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(tags, string.Join(' ', SongTags.Read(folder.PathOf("tags.csv")).Of("a/x.mid")));
    }

    [Theory]
    [InlineData("", "names no song")]
    [InlineData("path,tags\n", "names no song")]
    [InlineData("x.mid;rock\n", "line 1 has one column")]
    [InlineData("x.mid,rock\n\ny.mid\n", "line 3 has one column")]
    [InlineData("x.mid,\"rock\n", "a quote that opens in line 1 is never closed")]
    [InlineData("MThd\0\0\0\u0006", "line 1 is no text")]
    public void What_is_no_list_of_tags_is_answered_with_a_sentence(string text, string why)
    {
        var path = folder.PathOf("tags.csv");
        File.WriteAllText(path, text);

        var error = Assert.Throws<IsorhythmException>(() => SongTags.Read(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("as in: song.mid,rock;pop.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_answered_with_a_sentence() =>
        Assert.StartsWith(
            "There is no file nowhere.csv to read tags from",
            Assert.Throws<IsorhythmException>(() => SongTags.Read("nowhere.csv")).Message,
            StringComparison.Ordinal);
}
