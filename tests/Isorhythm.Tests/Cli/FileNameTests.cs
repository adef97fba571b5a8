namespace Isorhythm.Tests.Cli;

/// <summary>A file may be called anything.</summary>
public sealed class FileNameTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ритм 節奏 إيقاع 🥁.mid")]
    [InlineData("[red]brackets[/] & 'quotes' \"both\".mid")]
    [InlineData("@at.mid")]
    [InlineData("-dash.mid")]
    [InlineData("%20$HOME`x`.mid")]
    public void NameInAnyScriptIsReadAndWritten(string name)
    {
        folder.Write(name, Clip.TwoBars());
        var target = "again " + name;
        IsorhythmProgram.RunIn(folder.Path, "reconstruct", TinyModel.Folder, "--out", target, "--", name).Succeeded();
        var codes = IsorhythmProgram.RunIn(folder.Path, "encode", TinyModel.Folder, "--json", "--", name, target).Succeeded().Json;
        Assert.Equal([name, target], codes.EnumerateArray().Select(code => code.GetProperty("path").GetString()));
        IsorhythmProgram.Run("corpus", "build", folder.Path, "--representation", "drums-12x8x9", "--out", folder["x.corpus"]).Succeeded();
    }

    [UnixFact]
    public void LineBreakInANameDoesNotBreakTheErrorInTwo()
    {
        var file = folder.Write("two\nlines\u001b[31m.mid", 1, 2, 3);
        IsorhythmProgram.Run("encode", TinyModel.Folder, file).FailedInOneLine(1, "two\\x0alines\\x1b[31m.mid");
    }

    [LinuxFact]
    public void NameThatIsNotUtf8IsReportedAndTheOtherFilesAreTaken()
    {
        folder.Write(Path.Combine("clips", "good.mid"), Clip.TwoBars());
        folder.Write("bytes", Clip.TwoBars());
        var outcome = IsorhythmProgram.RunShell(
            folder.Path,
            """
            cp bytes "clips/$(printf 'caf\351.mid')"
            isorhythm corpus build clips --representation drums-12x8x9 --out x.corpus --json
            code=$?
            rm -f clips/caf*
            exit $code
            """).Succeeded();
        var files = outcome.Json.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal(2, files.Length);
        Assert.Equal(1, outcome.Json.GetProperty("phrases").GetInt32());
        Assert.Contains("not valid UTF-8", outcome.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public void LinkInACircleAndPipeWithoutAWriterEndTheImportSoon()
    {
        folder.Write(Path.Combine("clips", "good.mid"), Clip.TwoBars());
        var outcome = IsorhythmProgram.RunShell(
            folder.Path,
            """
            ln -s . clips/again
            mkfifo clips/pipe.mid
            isorhythm corpus build clips --representation drums-12x8x9 --out x.corpus --json
            """).Succeeded();
        var files = outcome.Json.GetProperty("files").EnumerateArray();
        Assert.Equal(["good.mid", "pipe.mid"], files.Select(file => file.GetProperty("path").GetString()));
    }
}
