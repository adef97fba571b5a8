using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class DrumKitTests
{
    public static TheoryData<string> Kits => [.. DrumKit.All.Select(kit => kit.Name)];

    [Theory]
    [InlineData("general")]
    [InlineData("greedy-3")]
    [InlineData("strict-3")]
    [InlineData("drum-loops")]
    [InlineData("musicvae")]
    [InlineData("groove")]
    public void EveryDrumOfTheKitIsReadAsItIsPlayed(string name)
    {
        var kit = DrumKit.Named(name);
        Assert.Equal(Enumerable.Range(0, kit.Drums.Length), kit.Drums.Select(drum => kit.IndexOf(drum.OutputPitch)));
    }

    [Theory]
    [MemberData(nameof(Kits))]
    public void NoPitchIsTwoDrums(string name)
    {
        var pitches = DrumKit.Named(name).Drums.SelectMany(drum => drum.Pitches).ToList();
        Assert.Equal(pitches.Count, pitches.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kits))]
    public void RolandsHatEdgesAreHats(string name)
    {
        var kit = DrumKit.Named(name);
        Assert.Equal("Closed hat", kit.Drums[kit.IndexOf(22)].Name);
        Assert.Equal(kit.IndexOf(46), kit.IndexOf(26));
    }

    [Fact]
    public void GreedyKitKnowsEveryPitchFrom27To87() =>
        Assert.All(Enumerable.Range(27, 61), pitch => Assert.True(DrumKit.Greedy.IndexOf(pitch) >= 0, $"{pitch}"));

    [Fact]
    public void MusicVaesKitKnowsEveryPitchFrom26To87And22() =>
        Assert.Equal([22, .. Enumerable.Range(26, 62)], Enumerable.Range(0, 128).Where(pitch => DrumKit.MusicVae.IndexOf(pitch) >= 0));

    [Theory]
    [InlineData("general", "36 38 42 46 41 45 48 39 37")]
    [InlineData("greedy", "36 38 42 46 41 45 48 39 37")]
    [InlineData("strict", "36 38 42 46 41 45 48 39 37")]
    [InlineData("greedy-3", "36 38 42")]
    [InlineData("strict-3", "36 38 42")]
    [InlineData("drum-loops", "36 38 42 46 51 49 41 45 48")]
    [InlineData("musicvae", "36 38 42 46 45 48 50 49 51")]
    [InlineData("groove", "36 38 42 46 43 47 50 49 51")]
    public void OutputPitchesAreTheOriginals(string name, string pitches) =>
        Assert.Equal(pitches, string.Join(' ', DrumKit.Named(name).Drums.Select(drum => drum.OutputPitch)));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    public void PitchOutsideTheKitIsNoDrum(int pitch) => Assert.Equal(-1, DrumKit.Greedy.IndexOf(pitch));

    [Fact]
    public void UnknownKitListsTheKnown()
    {
        var error = Assert.Throws<ArgumentException>(() => DrumKit.Named("909"));
        Assert.StartsWith("There is no drum kit \"909\": choose one of general, greedy, strict, greedy-3, strict-3, drum-loops, musicvae, groove.", error.Message, StringComparison.Ordinal);
    }
}
