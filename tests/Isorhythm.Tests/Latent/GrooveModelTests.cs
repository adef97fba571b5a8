using Isorhythm.Latent;

namespace Isorhythm.Tests;

/// <summary>The model of drummers that comes with the program.</summary>
public sealed class GrooveModelTests
{
    private const long LargestBytes = 6_000_000;

    [Fact]
    public void It_opens_by_its_name_alone()
    {
        var space = Assert.IsType<GridSpace>(LatentSpace.Open(ShippedModels.Usual));
        Assert.Equal(("groove-2bar", "drums-4x8x9", 32), (space.Name, space.Representation.Name, space.Dimensions));
        Assert.Equal("groove-2bar", LatentSpace.Describe(ShippedModels.Usual).Name);
    }

    [Fact]
    public void It_is_small_enough_to_come_with_the_program()
    {
        var files = new DirectoryInfo(Path.Combine(ShippedModels.Folder, ShippedModels.Usual)).GetFiles();
        Assert.InRange(files.Sum(file => file.Length), 1, LargestBytes);
        Assert.DoesNotContain(files, file => file.Name == "checkpoint.safetensors");
    }

    [Fact]
    public void Its_card_credits_the_drummers()
    {
        var card = File.ReadAllText(Path.Combine(ShippedModels.Folder, ShippedModels.Usual, "README.md"));
        Assert.Contains("Groove MIDI Dataset", card, StringComparison.Ordinal);
        Assert.Contains("CC BY 4.0", card, StringComparison.Ordinal);
        Assert.Contains("Gillick", LatentSpace.Describe(ShippedModels.Usual).Credit, StringComparison.Ordinal);
    }

    [Fact]
    public void It_plays_bars_that_it_has_not_heard_recognisably()
    {
        var space = LatentSpace.Open(ShippedModels.Usual);
        var unheard = space.Phrases.Where(phrase => phrase.HeldOut).ToList();
        Assert.True(unheard.Count > 50);

        var again = space.Decode([.. unheard.SelectMany(phrase => phrase.Code)], Decoding.Usual);

        Assert.InRange(unheard.Zip(again, (truth, played) => OnsetAgreement.Of(truth.Phrase, played).F1).Average(), 0.7, 1);
    }

    [Fact]
    public void A_folder_of_that_name_comes_first()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf(ShippedModels.Usual));
        var refused = Assert.Throws<IsorhythmException>(() => LatentSpace.Open(folder.PathOf(ShippedModels.Usual)));
        Assert.Contains("holds no finished model", refused.Message, StringComparison.Ordinal);
    }
}
