using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class TokenTracksTests
{
    [Theory]
    [InlineData("melody-2bar", 2, 16, 32, "melody-90")]
    [InlineData("melody-16bar", 16, 16, 256, "melody-90")]
    [InlineData("melody-2bar-130", 2, 16, 32, "melody-130")]
    [InlineData("drums-2bar", 2, 16, 32, "drums-512")]
    [InlineData("drums-16bar", 16, 16, 256, "drums-512")]
    [InlineData("trio-16bar", 16, 16, 768, "melody-90 melody-90 drums-512")]
    [InlineData("trio-2bar-130", 2, 16, 96, "melody-130 melody-130 drums-512")]
    [InlineData("melody-64bar", 64, 16, 1024, "melody-90")]
    [InlineData("melody-2bar-3-4", 2, 12, 24, "melody-90")]
    [InlineData("melody-16bar-130-6-8", 16, 12, 192, "melody-130")]
    [InlineData("drums-1bar-7-8", 1, 14, 14, "drums-512")]
    [InlineData("solo-4bar", 4, 16, 64, "melody-90")]
    [InlineData("solo-4bar-130-3-4", 4, 12, 48, "melody-130")]
    [InlineData("band-2bar", 2, 16, 128, "band-drums-130 band-130 band-130 band-130")]
    [InlineData("band-16bar-3-4", 16, 12, 768, "band-drums-130 band-130 band-130 band-130")]
    public void NameTellsBarsStatesAndMetre(string name, int bars, int stepsPerBar, int width, string vocabularies)
    {
        var tracks = TokenTracks.Named(name);
        Assert.Equal((name, bars, stepsPerBar, width), (tracks.Name, tracks.Bars, tracks.StepsPerBar, tracks.Width));
        Assert.Equal(vocabularies, string.Join(' ', tracks.Tracks.Select(track => track.Vocabulary)));
        Assert.Equal(tracks, TokenTracks.Named(name));
        Assert.Equal(tracks.GetHashCode(), TokenTracks.Named(name).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("melody")]
    [InlineData("melody-0bar")]
    [InlineData("melody-65bar")]
    [InlineData("drums-2bar-130")]
    [InlineData("quartet-2bar")]
    [InlineData("band-2bar-130")]
    [InlineData("melody-2bar-3")]
    [InlineData("melody-2bar-3-5")]
    [InlineData("melody-2bar-0-4")]
    [InlineData("melody-2bar-1-64")]
    [InlineData("melody-2bar-17-4")]
    [InlineData("Melody-2bar")]
    [InlineData("melody-2bar\n")]
    public void UnknownNameListsWhatThereIs(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => TokenTracks.Named(name));
        Assert.Contains("choose melody-2bar, melody-16bar, drums-2bar, drums-16bar, trio-16bar, band-2bar or band-16bar", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CommonTimeNeedsNoName() => Assert.Equal("melody-2bar", TokenTracks.Named("melody-2bar-4-4").Name);

    [Fact]
    public void AllAreTheModelsOfThePapers() =>
        Assert.Equal(["melody-2bar", "melody-16bar", "drums-2bar", "drums-16bar", "trio-16bar", "band-2bar", "band-16bar"], TokenTracks.All.Select(tracks => tracks.Name));

    [Theory]
    [InlineData("melody-2bar", 2, 2, true)]
    [InlineData("melody-2bar", 8, 8, true)]
    [InlineData("melody-2bar", 3, 4, false)]
    [InlineData("melody-2bar-3-4", 3, 4, true)]
    [InlineData("melody-2bar-3-4", 6, 8, false)]
    [InlineData("melody-2bar-6-8", 6, 8, true)]
    [InlineData("melody-2bar-6-8", 3, 4, false)]
    public void MetreOfEqualBarsAndBeatsIsHeld(string name, int numerator, int denominator, bool held) =>
        Assert.Equal(held, TokenTracks.Named(name).Holds(new Meter(default, numerator, denominator)));

    [Theory]
    [InlineData("melody-2bar", 4)]
    [InlineData("melody-2bar-6-8", 6)]
    [InlineData("melody-2bar-7-8", 2)]
    [InlineData("melody-2bar-9-16", 3)]
    public void BeatIsAQuarterOrThreeEighths(string name, int steps) => Assert.Equal(steps, TokenTracks.Named(name).StepsPerBeat);
}
