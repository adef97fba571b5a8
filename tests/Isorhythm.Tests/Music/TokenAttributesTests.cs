using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>The golden melody and its values are those of a public fork of Magenta that repeats the paper's definitions.</summary>
public sealed class TokenAttributesTests
{
    private static readonly TokenPhrase Melody = Tune.Phrase(
        "melody-2bar", "67 - 65 - 63 - 65 - 67 - 67 - 67 - x - - 65 - 65 - 65 - x - - 67 - x - 70 -");

    [Theory]
    [InlineData("diatonic", 10 / 12.0)]
    [InlineData("density", 12 / 32.0)]
    [InlineData("interval", 15 / 11.0)]
    [InlineData("syncopation16", 3 / 12.0)]
    [InlineData("syncopation8", 2 / 12.0)]
    [InlineData("pitch", 793 / 12.0)]
    public void ValuesAreThoseOfTheFork(string name, double value) => Assert.Equal(value, Of(Melody, name), 12);

    [Theory]
    [InlineData("- 60 60", 1 / 2.0, 0)]
    [InlineData("60 60 - 60", 1 / 3.0, 0)]
    [InlineData("- - 60", 0, 1)]
    [InlineData("60 - 60", 0, 0)]
    [InlineData("- - - 60 - - 60", 1 / 2.0, 1 / 2.0)]
    [InlineData("60 - - - 60", 0, 0)]
    public void SyncopationNeedsQuietBeforeIt(string tokens, double sixteenth, double eighth)
    {
        var phrase = Tune.Phrase("melody-1bar", tokens);
        Assert.Equal(sixteenth, Of(phrase, "syncopation16"), 12);
        Assert.Equal(eighth, Of(phrase, "syncopation8"), 12);
    }

    [Fact]
    public void SilenceHasNothing()
    {
        var silence = new TokenPhrase(TokenTracks.Named("trio-2bar"), new ushort[96]);
        Assert.All(Attributes.For(silence.Tracks), attribute => Assert.Equal(0, attribute.Of(silence)));
    }

    [Fact]
    public void OneNoteHasNoInterval() => Assert.Equal(0, Of(Tune.Phrase("melody-1bar", "60"), "interval"));

    [Fact]
    public void DrumsHaveDensityOfHitsAndSyncopationOfSteps()
    {
        var drums = Tune.Phrase("drums-1bar", "1 0 0 6");
        Assert.Equal(["density", "syncopation16", "syncopation8"], Attributes.For(drums.Tracks).Select(attribute => attribute.Name));
        Assert.Equal([3 / 16.0, 0.5, 0], Attributes.For(drums.Tracks).Select(attribute => attribute.Of(drums)));
    }

    [Fact]
    public void EachTrackOfATrioHasItsOwn()
    {
        var tracks = TokenTracks.Named("trio-1bar");
        Assert.Equal(
            "diatonic.melody density.melody interval.melody syncopation16.melody syncopation8.melody pitch.melody "
            + "diatonic.bass density.bass interval.bass syncopation16.bass syncopation8.bass pitch.bass density.drums syncopation16.drums syncopation8.drums",
            string.Join(' ', Attributes.For(tracks).Select(attribute => attribute.Name)));
        var tokens = new ushort[tracks.Width];
        (tokens[0], tokens[16 + 1], tokens[16 + 8], tokens[32 + 2]) = (42, 41, 48, 1);
        var phrase = new TokenPhrase(tracks, tokens);
        Assert.Equal(
            [0, 1 / 16.0, 0, 0, 0, 61, 1, 2 / 16.0, 7, 0.5, 0, 63.5, 1 / 16.0, 0, 1],
            Attributes.For(tracks).Select(attribute => attribute.Of(phrase)));
    }

    [Fact]
    public void DrumsOfABandHaveNoPitch()
    {
        var names = Attributes.For(TokenTracks.Named("band-2bar")).Select(attribute => attribute.Name).ToList();
        Assert.Equal(["density.drums", "syncopation16.drums", "syncopation8.drums", "diatonic.bass"], names[..4]);
        Assert.Equal(3 + (3 * 6), names.Count);
    }

    [Fact]
    public void GridsHaveWhatTheyHold()
    {
        Assert.Equal(["density", "velocity", "offset", "syncopation", "swing"], Attributes.For(DrumGrid.Named("drums-12x8x9")).Select(attribute => attribute.Name));
        Assert.Equal(["density", "velocity", "syncopation"], Attributes.For(DrumGrid.Named("drums-2x32x9")).Select(attribute => attribute.Name));
        var phrase = new GridPhrase(DrumGrid.Named("drums-12x8x9"), new Hit(0, 0, 1, 0.5f), new Hit(3, 1, 0.5f, 0));
        Assert.Equal([0.25, 0.75, 0.25, 0.5, 0], Attributes.For(phrase.Grid).Select(attribute => attribute.Of(phrase)));
    }

    private static double Of(TokenPhrase phrase, string name) => Attributes.For(phrase.Tracks).Single(attribute => attribute.Name == name).Of(phrase);
}
