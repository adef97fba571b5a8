using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Cli;

public sealed class StyleVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string model;
    private readonly string first;
    private readonly string second;

    public StyleVerbTests()
    {
        model = folder["band"];
        var recipe = TokenModels.Small("musae-2bar-small", "band-1bar") with { Prior = new PriorRecipe(4, "flower") };
        var phrases = TokenModels.Corpus("band-1bar", files: 8).Music;
        var songs = phrases.Select((phrase, i) => new CorpusPhrase(phrase, $"{(i % 2 == 0 ? "jazz" : "rock")}/{i}.mid", default));
        Trainer.Run(recipe, new Corpus(Representation.Named("band-1bar"), [.. songs], SongTags.OfFolders), model, new TrainingOptions(Steps: 4));
        (first, second) = (Song("a.mid", phrases[0]), Song("b.mid", phrases[1]));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void StyleTakesMusicToAGenreAndSaysSo()
    {
        var moved = IsorhythmProgram.Run("style", model, first, "--toward", "jazz", "--out", folder["jazz.mid"], "--json").Succeeded();

        Assert.Equal("jazz", moved.Json.GetProperty("genres")[0].GetString());
        Assert.True(File.ReadAllBytes(folder["jazz.mid"]).AsSpan().StartsWith("MThd"u8));
        Assert.StartsWith("<svg", File.ReadAllText(folder["jazz.svg"]), StringComparison.Ordinal);
        Assert.Contains("toward jazz", moved.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BetweenTwoGenresTheMusicItselfNoLongerSaysWhere()
    {
        // Where a petal is not asked for, the song's own is what it starts from.
        var there = IsorhythmProgram.Run("style", model, first, "--from", "rock", "--toward", "jazz", "--amount", "0", "--out", folder["there.mid"], "--json").Succeeded();
        Assert.Equal("rock", there.Json.GetProperty("genres")[0].GetString());
    }

    [Fact]
    public void SamplesOfAGenreLieInItsPetal()
    {
        var samples = IsorhythmProgram.Run("sample", model, "--genre", "rock", "--count", "3", "--out", folder["samples"], "--json").Succeeded();

        var style = LatentSpace.Open(model).Style;
        Assert.All(samples.Json.EnumerateArray(), sample => Assert.Equal("rock", style.Of([.. sample.GetProperty("code").EnumerateArray().Select(number => number.GetSingle())])));
    }

    [Fact]
    public void ABlendSaysWhichTrackIsFromWhichSong()
    {
        var shared = IsorhythmProgram.Run("blend", model, first, second, "--out", folder["both.mid"], "--json").Succeeded();
        var asked = IsorhythmProgram.Run("blend", model, first, second, "--from", "2,1,1,2", "--out", folder["both.mid"], "--json").Succeeded();

        Assert.Equal([first, first, second, second], shared.Json.GetProperty("tracks").EnumerateArray().Select(track => track.GetString()!));
        Assert.Equal([second, first, first, second], asked.Json.GetProperty("tracks").EnumerateArray().Select(track => track.GetString()!));
    }

    [Fact]
    public void QuestionsThatCannotBeAnsweredAreOneLine()
    {
        IsorhythmProgram.Run("style", model, first, "--toward", "polka", "--out", folder["out.mid"]).FailedInOneLine(1, "polka", "jazz");
        IsorhythmProgram.Run("style", TinyModel.Folder, first, "--toward", "jazz", "--out", folder["out.mid"]).FailedInOneLine(1, "no genres");
        IsorhythmProgram.Run("sample", TinyModel.Folder, "--genre", "jazz", "--out", folder["out"]).FailedInOneLine(1, "no genres");
        IsorhythmProgram.Run("blend", TinyModel.Folder, first, second, "--out", folder["out.mid"]).FailedInOneLine(2, "no tracks");
        IsorhythmProgram.Run("blend", model, first, second, "--from", "1,3,1,1", "--out", folder["out.mid"]).FailedInOneLine(2, "1,3,1,1");
        IsorhythmProgram.Run("blend", model, first, second, "--out", first).FailedInOneLine(2, "original");
    }

    private string Song(string name, Phrase phrase) =>
        folder.Write(name, MidiWriter.Write(Representation.Named("band-1bar").Play([phrase], beatsPerMinute: 120)));
}
