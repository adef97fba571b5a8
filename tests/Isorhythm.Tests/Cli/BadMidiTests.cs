namespace Isorhythm.Tests.Cli;

/// <summary>Files that are not what they should be: a sentence with the file and the place, and exit code 1.</summary>
public sealed class BadMidiTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, byte[], string> BrokenFiles => new()
    {
        { "empty.mid", [], "empty" },
        { "text.mid", [.. "dear diary, today I played the drums"u8], "no MIDI file" },
        { "truncated.mid", Clip.TwoBars()[..30], "byte" },
        { "past-the-end.mid", Clip.File([0, 0xC9, 0], claimedTrackLength: 1_000_000), "byte" },
        { "no-status.mid", Clip.File([0, 36, 100, 0, 36, 0]), "byte" },
        { "no-hits.mid", Clip.File([0, 0xC9, 0]), "" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void BrokenFileIsNamedWithItsPlace(string name, byte[] bytes, string says)
    {
        var file = folder.Write(name, bytes);
        IsorhythmProgram.Run("encode", TinyModel.Folder, file).FailedInOneLine(1, file, says);
    }

    [Fact]
    public void HugeFileIsRefusedUnread()
    {
        using (var sparse = File.Create(folder["huge.mid"]))
        {
            sparse.SetLength(3L << 30);
        }

        IsorhythmProgram.Run("encode", TinyModel.Folder, folder["huge.mid"]).FailedInOneLine(1, "huge.mid", "larger than");
    }

    [Fact]
    public void MillionTempoEventsAreReadLikeAnyOther()
    {
        byte[] tempo = [0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20];
        var many = Enumerable.Repeat(tempo, 1_000_000).SelectMany(bytes => bytes);
        var file = folder.Write("tempo.mid", Clip.File([.. many, .. Clip.TwoBars()[22..^4]]));
        var outcome = IsorhythmProgram.Run("encode", TinyModel.Folder, file, "--json");
        outcome.Succeeded();
        Assert.Equal(1, outcome.Json.GetArrayLength());
    }

    [Fact]
    public void BrokenFilesOfAFolderAreListedWithTheirReasonsAndTheRestIsTaken()
    {
        foreach (var row in BrokenFiles)
        {
            folder.Write(Path.Combine("clips", (string)row[0]), (byte[])row[1]);
        }

        folder.Write(Path.Combine("clips", "good.mid"), Clip.TwoBars());
        string[] words = ["corpus", "build", folder["clips"], "--representation", "drums-12x8x9", "--out", folder["x.corpus"], "--json"];
        var outcome = IsorhythmProgram.Run(words).Succeeded();

        Assert.Equal(1, outcome.Json.GetProperty("phrases").GetInt32());
        var files = outcome.Json.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal(BrokenFiles.Count + 1, files.Length);
        Assert.All(
            files.Where(file => file.GetProperty("phrases").GetInt32() == 0),
            file => Assert.NotEqual(0, file.GetProperty("reasons").GetArrayLength()));
        Assert.Contains("empty.mid", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "r-vae-2bar", "--data", "DIR", "--out", "OUT")]
    [InlineData("corpus", "build", "DIR", "--representation", "drums-12x8x9", "--out", "OUT")]
    public void FolderWithoutMidiIsRefusedAndNothingIsMade(params string[] words)
    {
        folder.Write(Path.Combine("photos", "cat.jpg"), 1, 2, 3);
        IsorhythmProgram.Run([.. words.Select(word => word switch { "DIR" => folder["photos"], "OUT" => folder["out"], _ => word })])
            .FailedInOneLine(1, folder["photos"]);
        Assert.False(Path.Exists(folder["out"]));
    }

    [Fact]
    public void FolderWhoseClipsHaveNoHitsMakesNoModel()
    {
        folder.Write(Path.Combine("clips", "silent.mid"), Clip.File([0, 0xC9, 0]));
        var outcome = TinyModel.TrainInto(folder["model"], folder["clips"], "--steps", "2");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("silent.mid", outcome.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(folder["model"]));
    }

    [Fact]
    public void OneBadFileDoesNotCostTheOthersTheirCodes()
    {
        var good = folder.Write("good.mid", Clip.TwoBars());
        var bad = folder.Write("bad.mid", 1, 2, 3);
        var outcome = IsorhythmProgram.Run("encode", TinyModel.Folder, bad, good, "--json");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(good, Assert.Single(outcome.Json.EnumerateArray().ToArray()).GetProperty("path").GetString());
        Assert.Contains(bad, outcome.Error, StringComparison.Ordinal);
    }
}
