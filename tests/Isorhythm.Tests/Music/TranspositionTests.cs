using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class TranspositionTests
{
    [Theory]
    [InlineData(0, "60 - x - 62 64")]
    [InlineData(6, "66 - x - 68 70")]
    [InlineData(-5, "55 - x - 57 59")]
    public void NotesMoveAndTheRestStays(int semitones, string moved) =>
        Assert.Equal(Tune.Phrase("melody-1bar", moved), Transposition.Transpose(Tune.Phrase("melody-1bar", "60 - x - 62 64"), semitones));

    [Theory]
    [InlineData(5, "100 - 104 - - 96 x", "105 - x - - 101 x")]
    [InlineData(5, "104 - x - 96 - x", "- - - - 101 - x")]
    [InlineData(-5, "30 25 22 - x 40", "25 x - - - 35")]
    public void NoteThatLeavesTheVocabularyIsSilence(int semitones, string tokens, string moved)
    {
        var transposed = Transposition.Transpose(Tune.Phrase("melody-1bar", tokens), semitones);
        Assert.Equal(Tune.Phrase("melody-1bar", moved), transposed);
        Assert.Equal(transposed, transposed.Canonical());
    }

    [Fact]
    public void MelodyAndBassMoveTogetherAndDrumsStay()
    {
        var tracks = TokenTracks.Named("trio-1bar");
        var tokens = new ushort[tracks.Width];
        (tokens[0], tokens[16], tokens[32]) = (41, 20, 300);
        var moved = Transposition.Transpose(new TokenPhrase(tracks, tokens), 3);
        Assert.Equal([44, 23, 300], new[] { moved.Tokens[0], moved.Tokens[16], moved.Tokens[32] }.Select(token => (int)token));
    }

    [Theory]
    [InlineData(-5, "36 x 38", "35 - x", "55 - 57 x", "x 65 -")]
    [InlineData(6, "36 x 38", "46 - x", "66 - 68 x", "x 76 -")]
    public void BandMovesTogetherAndItsDrumsStay(int semitones, params string[] moved) =>
        Assert.Equal(Tune.Band(moved), Transposition.Transpose(Tune.Band("36 x 38", "40 - x", "60 - 62 x", "x 70 -"), semitones));

    [Fact]
    public void NoteOfABandThatLeavesThePitchesIsRestOnEveryStepThatItSounded()
    {
        var transposed = Transposition.Transpose(Tune.Band("125 x 3", "3 - - 60 3 - x", "", "60 124 - - 60"), -5);
        Assert.Equal(Tune.Band("125 x 3", "x x x 55 x x x", "", "55 119 - - 55"), transposed);
        Assert.Equal(transposed, transposed.Canonical());
    }

    [Fact]
    public void WrongNumberOfTokensIsRefused() =>
        Assert.Throws<ArgumentException>(() => Transposition.Transpose(new ushort[31], TokenTracks.Named("melody-2bar"), 1));
}
