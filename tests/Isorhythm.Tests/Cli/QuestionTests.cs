namespace Isorhythm.Tests.Cli;

/// <summary>Questions that cannot be answered whatever lies on the disk: exit code 2, one line, nothing made.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "--help")]
    [InlineData("dance", "dance")]
    [InlineData("corpus", "build, show")]
    [InlineData("recipes --jsno", "--jsno")]
    [InlineData("encode MODEL x.mid --jsno", "--jsno")]
    [InlineData("sample MODEL", "--out")]
    [InlineData("sample MODEL --out OUT --count 0", "--count")]
    [InlineData("sample MODEL --out OUT --count many", "many")]
    [InlineData("sample MODEL --out OUT --temperature -1", "--temperature")]
    [InlineData("sample MODEL --out OUT --temperature NaN", "NaN")]
    [InlineData("sample MODEL --out OUT --seed minus", "minus")]
    [InlineData("train r-vae-3bar --data builtin --out OUT", "r-vae-2bar")]
    [InlineData("train r-vae --data builtin --out OUT --set encoder.hiden=3", "encoder.hiden")]
    [InlineData("train r-vae --data builtin --out OUT --set encoder.hidden=wide", "wide")]
    [InlineData("train r-vae --data builtin --out OUT --steps 2 --epochs 2", "--epochs")]
    [InlineData("train r-vae --data builtin --out OUT --budget soon", "soon")]
    [InlineData("train r-vae --out OUT", "--data")]
    [InlineData("corpus build DIR --representation drums --out OUT", "drums-12x8x9")]
    [InlineData("interpolate MODEL a.mid b.mid --points 1 --out OUT", "--points")]
    [InlineData("interpolate MODEL a.mid b.mid --points 3 --path curved --out OUT", "curved")]
    [InlineData("decode MODEL --codes 1,2,3 --out OUT", "2 numbers")]
    [InlineData("decode MODEL --codes 1,east --out OUT", "east")]
    [InlineData("decode MODEL --codes 1,2 --threshold 2 --out OUT", "--threshold")]
    [InlineData("export MODEL", "--out")]
    [InlineData("studio --port 70000", "--port")]
    [InlineData("studio --address jam.example", "--address")]
    [InlineData("studio --address http://jam.example/path", "--address")]
    public void WrongQuestionIsOneLineAndExitCode2(string words, string mentions)
    {
        var asked = words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word switch { "MODEL" => TinyModel.Folder, "OUT" => folder["out"], "DIR" => folder.Path, _ => word });
        IsorhythmProgram.Run([.. asked]).FailedInOneLine(2, mentions);
        Assert.False(Path.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("corpus")]
    [InlineData("corpus build")]
    [InlineData("corpus show")]
    [InlineData("recipes")]
    [InlineData("train")]
    [InlineData("sample")]
    [InlineData("encode")]
    [InlineData("decode")]
    [InlineData("reconstruct")]
    [InlineData("interpolate")]
    [InlineData("attribute")]
    [InlineData("evaluate")]
    [InlineData("export")]
    [InlineData("studio")]
    public void EveryVerbHasHelpWithAnExample(string verb)
    {
        var help = IsorhythmProgram.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Succeeded();
        Assert.Contains("Example:", help.Output, StringComparison.Ordinal);
        Assert.Contains("isorhythm " + verb, help.Output.Split("Example:")[1], StringComparison.Ordinal);
        Assert.Empty(help.Error);
    }
}
