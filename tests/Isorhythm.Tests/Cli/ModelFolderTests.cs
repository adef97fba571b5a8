using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Isorhythm.Tests.Cli;

/// <summary>Model folders that cannot be trusted: a sentence that names the file, and exit code 1.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("model.json")]
    [InlineData("weights.safetensors")]
    [InlineData("map.safetensors")]
    public void HalfWrittenFolderIsRefused(string missing)
    {
        var model = TinyModel.CopyTo(folder);
        File.Delete(Path.Combine(model, missing));
        Refused(model, missing);
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("weights.safetensors")]
    [InlineData("map.safetensors")]
    public void TruncatedFileIsRefused(string truncated)
    {
        var model = TinyModel.CopyTo(folder);
        var file = Path.Combine(model, truncated);
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length / 2);
        }

        Refused(model, truncated);
    }

    [Fact]
    public void ModelOfANewerProgramIsRefused()
    {
        var model = TinyModel.CopyTo(folder);
        var file = Path.Combine(model, "model.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        json["format"] = 1000;
        File.WriteAllText(file, json.ToJsonString());
        Refused(model, model, "newer");
    }

    [Fact]
    public void WeightThatIsNotANumberIsRefused()
    {
        var model = TinyModel.CopyTo(folder);
        var file = Path.Combine(model, "weights.safetensors");
        var bytes = File.ReadAllBytes(file);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 8), float.NaN);
        File.WriteAllBytes(file, bytes);
        Refused(model, "weights.safetensors");
    }

    [Fact]
    public void FolderThatIsNoModelIsRefused() => Refused(Directory.CreateDirectory(folder["empty"]).FullName, "empty");

    [Fact]
    public void FolderThatIsNotThereIsRefused() => Refused(folder["nowhere"], "nowhere");

    [Fact]
    public void TrainingDoesNotReplaceAModelUnasked()
    {
        var model = TinyModel.CopyTo(folder);
        var before = File.ReadAllBytes(Path.Combine(model, "weights.safetensors"));
        TinyModel.TrainInto(model, "builtin", "--steps", "2").FailedAfterProgress(1, model);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(model, "weights.safetensors")));
    }

    private void Refused(string model, params string[] mentions) =>
        IsorhythmProgram.Run("sample", model, "--out", folder["out"]).FailedInOneLine(1, mentions);
}
