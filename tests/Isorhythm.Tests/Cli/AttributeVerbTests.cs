namespace Isorhythm.Tests.Cli;

public sealed class AttributeVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string clip;

    public AttributeVerbTests() => clip = folder.Write("a.mid", Clip.TwoBars(1));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AmountMakesTheSameClipDenserOrSparserAndSaysByHowMuch()
    {
        var model = TrainOnSparseAndDense();
        var denser = Change(model, "1", "denser.mid").Succeeded();
        var sparser = Change(model, "-1", "sparser.mid").Succeeded();

        Assert.Equal(["path", "attribute", "amount", "before", "after"], denser.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(denser.Json.GetProperty("before").GetDouble(), sparser.Json.GetProperty("before").GetDouble());
        Assert.True(
            denser.Json.GetProperty("after").GetDouble() > sparser.Json.GetProperty("after").GetDouble(),
            $"{denser.Output} {sparser.Output}");
        Assert.True(File.ReadAllBytes(folder["denser.mid"]).AsSpan().StartsWith("MThd"u8));
        Assert.StartsWith("<svg", File.ReadAllText(folder["denser.svg"]), StringComparison.Ordinal);
        Assert.Contains("1 phrase, density", denser.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void QuestionsThatCannotBeAnsweredAreOneLine()
    {
        IsorhythmProgram.Run("attribute", TinyModel.Folder, clip, "--attribute", "dance", "--amount", "1", "--out", folder["out.mid"])
            .FailedInOneLine(2, "dance", "density, velocity, offset");
        IsorhythmProgram.Run("attribute", TinyModel.Folder, clip, "--attribute", "density", "--amount", "much", "--out", folder["out.mid"]).FailedInOneLine(2, "much");
        IsorhythmProgram.Run("attribute", TinyModel.Folder, clip, "--attribute", "density", "--amount", "1", "--out", clip).FailedInOneLine(2, "original");
        IsorhythmProgram.Run("attribute", TinyModel.Folder, clip, "--attribute", "density", "--amount", "1", "--out", folder["out.mid"])
            .FailedInOneLine(1, "too few");
        Assert.False(Path.Exists(folder["out.mid"]));
    }

    /// <summary>Kicks and snares alone, or with all their hats: two ends for a density to lie between.</summary>
    private string TrainOnSparseAndDense()
    {
        for (var variant = 0; variant < 12; variant++)
        {
            var sparse = Clip.File([.. Clip.Drums([(0, 36), (48 * variant, 38), (96 * 7, 38)])]);
            folder.Write(Path.Combine("clips", $"clip {variant}.mid"), variant % 2 == 0 ? Clip.TwoBars(variant / 2) : sparse);
        }

        TinyModel.TrainInto(folder["model"], folder["clips"], "--steps", "300", "--set", "training.learningRate=0.01").Succeeded();
        return folder["model"];
    }

    private Outcome Change(string model, string amount, string target) =>
        IsorhythmProgram.Run("attribute", model, clip, "--attribute", "density", "--amount", amount, "--out", folder[target], "--json");
}
