namespace Isorhythm.Tests.Cli;

public sealed class ExportVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AModelLeavesAsAnEncoderADecoderAndAPageThatNamesAllThatGoesInAndOut()
    {
        var written = IsorhythmProgram.Run("export", TinyModel.Folder, "--out", folder["onnx"], "--json").Succeeded();

        string[] files = ["encoder.onnx", "decoder.onnx", "README.md"];
        Assert.Equal(files.Select(file => Path.Combine(folder["onnx"], file)), written.Json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!));
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(folder["onnx"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var page = File.ReadAllText(Path.Combine(folder["onnx"], "README.md"));
        Assert.All(
            ["`onset` | float32 | [batch, drums 9, steps 96]", "`velocity`", "`microtiming`", "`code` | float32 | [batch, dimensions 2]", "`mean`", "`log_variance`", "0 Kick (36)", "```python", "```js"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void ACheckpointOfMagentaLeavesAsAStartAndAStep()
    {
        var checkpoint = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "magenta", "tiny-mel_4bar");
        IsorhythmProgram.Run("export", checkpoint, "--out", folder["onnx"]).Succeeded();

        Assert.Equal(
            ["README.md", "decoder-start.onnx", "decoder-step.onnx", "encoder.onnx"],
            Directory.GetFiles(folder["onnx"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var page = File.ReadAllText(Path.Combine(folder["onnx"], "README.md"));
        Assert.All(
            ["`embedding` | float32 | [parts 4, batch, width 16]", "`previous_melody` | int32 | [batch]", "`next_state`", "softmax"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void AModelOfRvaeLeavesAsItsDecoderAndItsPageSaysThatThereIsNoEncoder()
    {
        var decoder = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "tfjs", "conditional");
        IsorhythmProgram.Run("export", decoder, "--out", folder["onnx"]).Succeeded();
        IsorhythmProgram.Run("export", decoder, "--out", folder["onnx"]).Succeeded();

        Assert.Equal(["README.md", "decoder.onnx"], Directory.GetFiles(folder["onnx"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("kept no encoder", File.ReadAllText(Path.Combine(folder["onnx"], "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsLeftOfAnEarlierExportOfAnotherKind()
    {
        var golden = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden");
        IsorhythmProgram.Run("export", Path.Combine(golden, "magenta", "tiny-mel_2bar"), "--out", folder["onnx"]).Succeeded();
        File.WriteAllText(Path.Combine(folder["onnx"], "notes.onnx"), "somebody's own");
        IsorhythmProgram.Run("export", Path.Combine(golden, "tfjs", "bar"), "--out", folder["onnx"]).Succeeded();

        Assert.Equal(["README.md", "decoder.onnx", "notes.onnx"], Directory.GetFiles(folder["onnx"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnExportTakesThePlaceOfAnEarlierOne()
    {
        IsorhythmProgram.Run("export", TinyModel.Folder, "--out", folder["onnx"]).Succeeded();
        var first = File.ReadAllBytes(Path.Combine(folder["onnx"], "decoder.onnx"));
        IsorhythmProgram.Run("export", TinyModel.Folder, "--out", folder["onnx"]).Succeeded();
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(folder["onnx"], "decoder.onnx")));
    }

    [Fact]
    public void WhatCannotBeExportedIsOneLineAndNothingIsWritten()
    {
        IsorhythmProgram.Run("export", folder["nowhere"], "--out", folder["onnx"]).FailedInOneLine(1, "nowhere");
        Directory.CreateDirectory(folder["unfinished"]);
        IsorhythmProgram.Run("export", folder["unfinished"], "--out", folder["onnx"]).FailedInOneLine(1, "unfinished", "--resume");
        Assert.False(Path.Exists(folder["onnx"]));

        var file = folder.Write("a file", 1, 2, 3);
        IsorhythmProgram.Run("export", TinyModel.Folder, "--out", file).FailedInOneLine(1, "a file", "another");
        Assert.Equal(3, new FileInfo(file).Length);
    }

    [Fact]
    public void AnotherThingsReadmeIsNotLost()
    {
        var model = TinyModel.CopyTo(folder);
        var card = File.ReadAllText(Path.Combine(model, "README.md"));
        IsorhythmProgram.Run("export", model, "--out", model).FailedInOneLine(1, "README.md", "another folder");
        Assert.Equal(card, File.ReadAllText(Path.Combine(model, "README.md")));
        Assert.False(File.Exists(Path.Combine(model, "encoder.onnx")));
    }
}
