using System.Diagnostics;

namespace Isorhythm.Tests.Cli;

/// <summary>Ctrl-C really sent to the real program.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public void CtrlCSavesAModelThatPlaysAndExits130() => StopsAndSaves("INT");

    [UnixFact]
    public void TerminationSavesAModelThatPlaysAndExits130() => StopsAndSaves("TERM");

    private void StopsAndSaves(string signal)
    {
        var model = folder["model"];
        var process = IsorhythmProgram.Start(
            folder.Path, ["train", "r-vae-2bar", "--data", "builtin", "--out", model, "--steps", "1000000", .. TinyModel.Settings]);
        var first = process.StandardError.ReadLine();
        while (first is not null && !first.StartsWith("step ", StringComparison.Ordinal))
        {
            first = process.StandardError.ReadLine();
        }

        Assert.NotNull(first);
        Process.Start("kill", ["-s", signal, $"{process.Id}"]).WaitForExit();
        var outcome = IsorhythmProgram.Wait(process);

        Assert.True(outcome.ExitCode == 130, $"exit code {outcome.ExitCode}: {outcome.Error}");
        Assert.Contains("--resume", outcome.Error, StringComparison.Ordinal);
        IsorhythmProgram.Run("sample", model, "--count", "1", "--out", folder["samples"]).Succeeded();
        TinyModel.TrainInto(model, "builtin", "--resume", "--budget", "1s").Succeeded();
    }
}
