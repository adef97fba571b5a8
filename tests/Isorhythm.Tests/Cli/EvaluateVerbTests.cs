using System.Text.Json;

namespace Isorhythm.Tests.Cli;

public sealed class EvaluateVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public EvaluateVerbTests()
    {
        for (var variant = 0; variant < 6; variant++)
        {
            folder.Write(Path.Combine("clips", $"clip {variant}.mid"), Clip.TwoBars(variant));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReportIsAPageAndTheSameFiguresAsJson()
    {
        var run = IsorhythmProgram.Run(
            "evaluate", TinyModel.Folder, "--data", folder["clips"], "--protocol", "reconstruction", "--protocol", "prior", "--out", folder["report"], "--json");
        var answer = run.Succeeded().Json;

        Assert.Equal(["model", "data", "protocols"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("tiny", answer.GetProperty("model").GetString());
        Assert.Equal(["reconstruction", "prior"], answer.GetProperty("protocols").EnumerateObject().Select(protocol => protocol.Name));
        var onsets = answer.GetProperty("protocols").GetProperty("reconstruction").GetProperty("onsetF1");
        Assert.Equal(["value", "low", "high", "n"], onsets.EnumerateObject().Select(part => part.Name));
        Assert.Equal(6, onsets.GetProperty("n").GetInt32());
        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["report"], "report.json")));
        Assert.True(JsonElement.DeepEquals(answer, written.RootElement));
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder["report"], "report.html")), StringComparison.Ordinal);
        Assert.Contains("6 phrases, 6 files, another corpus", run.Error, StringComparison.Ordinal);
        Assert.Contains("prior (2 of 2)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AProtocolThatIsNotThereIsAWrongQuestion()
    {
        IsorhythmProgram.Run("evaluate", TinyModel.Folder, "--data", folder["clips"], "--protocol", "dance", "--out", folder["report"])
            .FailedInOneLine(2, "dance", "reconstruction");
        Assert.False(Path.Exists(folder["report"]));
    }

    [Fact]
    public void DataWithoutAPhraseAreAFailureThatSaysWhere()
    {
        folder.Write(Path.Combine("empty", "silence.mid"), Clip.File([]));
        var run = IsorhythmProgram.Run("evaluate", TinyModel.Folder, "--data", folder["empty"], "--out", folder["report"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Nothing in {folder["empty"]} gives a phrase for tiny", run.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(folder["report"]));
    }
}
