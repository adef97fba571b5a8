namespace Isorhythm.Tests.Cli;

/// <summary>A disk that fills up: one sentence, and no half file.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FullDiskFact]
    public void TrainingSaysThatTheDiskIsFullAndLeavesNoHalfModel() =>
        OnFullDisk("train r-vae-2bar --data builtin --steps 2 --out disk/model", "disk/model");

    [FullDiskFact]
    public void SamplingSaysThatTheDiskIsFullAndLeavesNoHalfFile() =>
        OnFullDisk($"sample '{TinyModel.Folder}' --count 200 --out disk/samples", "disk/samples");

    [FullDiskFact]
    public void ExportingSaysThatTheDiskIsFullAndLeavesNoHalfFile() =>
        OnFullDisk($"export '{TinyModel.Folder}' --out disk/onnx", "disk/onnx");

    [FullDiskFact]
    public void CorpusSaysThatTheDiskIsFullAndLeavesNoHalfFile() =>
        OnFullDisk(
            $"corpus build '{TinyModel.Folder}/../clips' --representation drums-12x8x9 --out disk/x.corpus",
            "disk/x.corpus",
            freeKilobytes: 0);

    private void OnFullDisk(string command, string place, int freeKilobytes = 100)
    {
        Directory.CreateDirectory(folder["disk"]);
        var script =
            $"""
            mount -t tmpfs -o size=200k none disk
            head -c {(200 - freeKilobytes) * 1024} /dev/zero > disk/filler 2>/dev/null
            dotnet "{IsorhythmProgram.Assembly}" {command}
            code=$?
            find disk -name "*.part"
            exit $code
            """;
        var quoted = script.Replace("'", "'\\''", StringComparison.Ordinal);
        var outcome = IsorhythmProgram.RunShell(folder.Path, $"{FullDisk.Unshared} '{quoted}'");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        var last = outcome.Error.TrimEnd().Split('\n')[^1];
        Assert.Contains("free some space", last, StringComparison.Ordinal);
        Assert.Contains(place, last, StringComparison.Ordinal);
    }
}
