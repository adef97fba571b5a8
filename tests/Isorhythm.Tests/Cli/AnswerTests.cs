using System.Text.Json;

namespace Isorhythm.Tests.Cli;

/// <summary>What each verb makes, and the JSON that scripts rely on.</summary>
public sealed class AnswerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string clip;

    public AnswerTests() => clip = folder.Write("a.mid", Clip.TwoBars(1));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RecipesTellNamePaperRepresentationLatentAndParameters()
    {
        var recipes = IsorhythmProgram.Run("recipes", "--json").Succeeded().Json.EnumerateArray().ToArray();
        Assert.All(recipes, recipe => Assert.Equal(["name", "paper", "representation", "latent", "parameters"], Keys(recipe)));
        var rVae = recipes.Single(recipe => recipe.GetProperty("name").GetString() == "r-vae-2bar");
        Assert.Equal("drums-12x8x9", rVae.GetProperty("representation").GetString());
        Assert.Equal(2, rVae.GetProperty("latent").GetInt32());
        Assert.InRange(rVae.GetProperty("parameters").GetInt64(), 1_000_000, 10_000_000);
    }

    [Fact]
    public void CorpusIsBuiltShownAndTrainedOn()
    {
        var corpus = folder["clips.corpus"];
        var built = IsorhythmProgram.Run("corpus", "build", folder.Path, "--representation", "drums-12x8x9", "--out", corpus, "--json")
            .Succeeded().Json;
        Assert.Equal(["files", "phrases", "seconds"], Keys(built));
        Assert.Equal(["path", "phrases", "reasons"], Keys(built.GetProperty("files")[0]));
        Assert.Equal(1, built.GetProperty("phrases").GetInt32());

        var shown = IsorhythmProgram.Run("corpus", "show", corpus, "--json").Succeeded().Json;
        Assert.Equal(1, shown.GetProperty("phrases").GetInt32());

        var trained = TinyModel.TrainInto(folder["model"], corpus, "--steps", "3", "--json").Succeeded().Json;
        Assert.Equal(["model", "steps", "seconds", "train", "validation"], Keys(trained));
        Assert.Equal(["total", "onset", "velocity", "microtiming", "kl", "tokens", "klBits", "accuracy"], Keys(trained.GetProperty("train")));
        Assert.Equal(3, trained.GetProperty("steps").GetInt32());
    }

    [Fact]
    public void SampleWritesMidiAndPicturesAndRepeatsWithItsSeed()
    {
        string[] words = ["sample", TinyModel.Folder, "--count", "2", "--seed", "7", "--json", "--out"];
        var first = IsorhythmProgram.Run([.. words, folder["first"]]).Succeeded().Json;
        IsorhythmProgram.Run([.. words, folder["second"]]).Succeeded();
        Assert.Equal(2, first.GetArrayLength());
        Assert.Equal(4, Directory.GetFiles(folder["first"]).Length);
        Assert.All(Directory.GetFiles(folder["first"]), file =>
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["second"], Path.GetFileName(file)))));
    }

    [Fact]
    public void CodesOfEncodeDecodeToTheSameNotes()
    {
        var codes = IsorhythmProgram.Run("encode", TinyModel.Folder, clip, "--json").Succeeded();
        Assert.Equal(["path", "phrase", "code"], Keys(codes.Json[0]));
        var file = folder.Write("codes.json", System.Text.Encoding.UTF8.GetBytes(codes.Output));
        var code = string.Join(',', codes.Json[0].GetProperty("code").EnumerateArray().Select(number => number.GetRawText()));

        string[] words = ["decode", TinyModel.Folder, "--threshold", "0.2", "--json"];
        var byFile = IsorhythmProgram.Run([.. words, "--codes", file, "--out", folder["byFile"]]).Succeeded();
        var byText = IsorhythmProgram.Run([.. words, "--codes", code, "--out", folder["byText"]]).Succeeded();
        Assert.Equal(byFile.Output, byText.Output);
        Assert.Equal(["code", "notes"], Keys(byFile.Json[0]));
        var notes = byFile.Json[0].GetProperty("notes").EnumerateArray().ToArray();
        Assert.NotEmpty(notes);
        Assert.All(notes, note =>
        {
            Assert.Equal(["step", "drum", "velocity", "offset"], Keys(note));
            Assert.InRange(note.GetProperty("step").GetInt32(), 0, 95);
            Assert.InRange(note.GetProperty("drum").GetInt32(), 0, 8);
            Assert.InRange(note.GetProperty("velocity").GetInt32(), 0, 127);
            Assert.InRange(note.GetProperty("offset").GetDouble(), -0.5, 0.5);
        });
    }

    [Fact]
    public void EncodeWithoutJsonIsALineAPhrase()
    {
        var output = IsorhythmProgram.Run("encode", TinyModel.Folder, clip, clip).Succeeded().Output;
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^.*a\.mid\t0\t-?[0-9.]+,-?[0-9.]+$", line));
    }

    [Fact]
    public void ReconstructWritesTheFileAndAPictureOfBoth()
    {
        IsorhythmProgram.Run("reconstruct", TinyModel.Folder, clip, "--out", folder["again.mid"]).Succeeded();
        Assert.True(new FileInfo(folder["again.mid"]).Length > 0);
        Assert.Contains("<svg", File.ReadAllText(folder["again.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ReconstructNeverReplacesItsOriginal()
    {
        var before = File.ReadAllBytes(clip);
        IsorhythmProgram.Run("reconstruct", TinyModel.Folder, clip, "--out", clip).FailedInOneLine(2, clip);
        Assert.Equal(before, File.ReadAllBytes(clip));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("slerp")]
    public void InterpolateWritesEveryPointTheWholeWalkAndItsPicture(string path)
    {
        var other = folder.Write("b.mid", Clip.TwoBars(2));
        string[] words = ["interpolate", TinyModel.Folder, clip, other, "--points", "3", "--path", path, "--out", folder["walk"], "--json"];
        var walk = IsorhythmProgram.Run(words).Succeeded().Json;
        Assert.Equal(3, walk.GetProperty("codes").GetArrayLength());
        Assert.Equal(
            ["point-1.mid", "point-1.svg", "point-2.mid", "point-2.svg", "point-3.mid", "point-3.svg", "walk.mid", "walk.svg"],
            Directory.GetFiles(folder["walk"]).Select(Path.GetFileName).Order());
    }

    private static IEnumerable<string> Keys(JsonElement item) => item.EnumerateObject().Select(property => property.Name);
}
