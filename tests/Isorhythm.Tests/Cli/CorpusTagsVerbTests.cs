using System.Text.Json;

namespace Isorhythm.Tests.Cli;

/// <summary>Tags as <c>corpus build --tags</c> takes them and <c>corpus show</c> shows them.</summary>
public sealed class CorpusTagsVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CorpusTagsVerbTests()
    {
        foreach (var (place, i) in new[] { "clips/rock/a.mid", "clips/rock/b.mid", "clips/pop/c.mid", "clips/d.mid" }.Select((place, i) => (place, i)))
        {
            folder.Write(place, Clip.TwoBars(i + 1));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FoldersAreTags()
    {
        var built = Build("--tags", "folders").Succeeded();
        Assert.Contains("2 songs,", built.Error, StringComparison.Ordinal);
        Assert.Contains("1 tag has one song only, too few to learn from: pop.", built.Error, StringComparison.Ordinal);
        Assert.Contains("1 song that was taken has no tag.", built.Error, StringComparison.Ordinal);

        var shown = IsorhythmProgram.Run("corpus", "show", folder["x.corpus"], "--json").Succeeded().Json;
        Assert.Equal(
            [("rock", 2, 2), ("pop", 1, 1)],
            shown.GetProperty("tags").EnumerateArray().Select(tag => (tag.GetProperty("name").GetString(), tag.GetProperty("songs").GetInt32(), tag.GetProperty("phrases").GetInt32())));
        Assert.Equal(["", "pop", "rock", "rock"], shown.GetProperty("files").EnumerateArray().Select(file => string.Join(' ', file.GetProperty("tags").EnumerateArray())).Order());

        var lines = IsorhythmProgram.Run("corpus", "show", folder["x.corpus"]).Succeeded().Output;
        Assert.Contains("2 songs,        2 phrases  rock", lines, StringComparison.Ordinal);
        Assert.Contains("rock/a.mid  (rock)", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfTagsTellsWhatIsOddAndGoesOn()
    {
        File.WriteAllText(folder["tags.csv"], "song,tags\r\na,\"soul, funk\";60s\r\nrock/b.mid,60s\r\nnobody.mid,60s\r\n");
        var built = Build("--tags", folder["tags.csv"], "--most-tags", "1").Succeeded().Error;
        Assert.Contains("2 songs,        2 phrases  60s", built, StringComparison.Ordinal);
        Assert.Contains("1 rarer tag is not kept: --most-tags keeps more.", built, StringComparison.Ordinal);
        Assert.Contains("2 songs that were taken have no tag.", built, StringComparison.Ordinal);
        Assert.Contains($"{folder["tags.csv"]} names 1 song that is not among the files: nobody.mid.", built, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonTellsTagsOfFilesAndOfAll()
    {
        var built = Build("--tags", "folders", "--json").Succeeded().Json;
        Assert.Equal(["pop"], built.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("path").GetString() == "pop/c.mid").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(JsonValueKind.Object, built.GetProperty("tags").ValueKind);
        Assert.Equal(2, built.GetProperty("tags").GetProperty("kept").GetArrayLength());
        Assert.False(Build("--json").Succeeded().Json.TryGetProperty("tags", out _));
    }

    [Theory]
    [InlineData("", "names no song")]
    [InlineData("MThd", "line 1 has one column")]
    [InlineData(null, "There is no file")]
    public void FileThatIsNoListOfTagsIsOneLine(string? text, string mentions)
    {
        if (text is not null)
        {
            File.WriteAllText(folder["tags.csv"], text);
        }

        Build("--tags", folder["tags.csv"]).FailedInOneLine(1, mentions);
        Assert.False(File.Exists(folder["x.corpus"]));
    }

    [Theory]
    [InlineData("--most-tags", "3")]
    [InlineData("--tags", "folders", "--most-tags", "0")]
    public void WrongQuestionIsOneLine(params string[] words) => Build(words).FailedInOneLine(2, "--most-tags");

    private Outcome Build(params string[] words) =>
        IsorhythmProgram.Run(["corpus", "build", folder["clips"], "--representation", "drums-12x8x9", "--out", folder["x.corpus"], .. words]);
}
