using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class VocabularyTests
{
    [Fact]
    public void SizesAreThoseOfTheCodeAndThePaper() => Assert.Equal([90, 130, 512, 130, 130], Vocabulary.All.Select(vocabulary => vocabulary.Size));

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 2)]
    [InlineData(60, 41)]
    [InlineData(108, 89)]
    [InlineData(109, 0)]
    public void NinetyStatesAreAPiano(int pitch, int token) => Assert.Equal(token, Vocabulary.Melody90.TokenOf(pitch));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(60, 62)]
    [InlineData(127, 129)]
    public void HundredAndThirtyStatesAreEveryPitch(int pitch, int token) => Assert.Equal(token, Vocabulary.Melody130.TokenOf(pitch));

    [Fact]
    public void EveryPitchComesBackFromItsToken()
    {
        foreach (var melody in new[] { Vocabulary.Melody90, Vocabulary.Melody130 })
        {
            Assert.Equal(
                Enumerable.Range(melody.LowestPitch, melody.Size - 2),
                Enumerable.Range(2, melody.Size - 2).Select(melody.PitchOf));
            Assert.All(Enumerable.Range(2, melody.Size - 2), token => Assert.Equal(token, melody.TokenOf(melody.PitchOf(token))));
            Assert.Equal([-1, -1], new[] { 0, 1 }.Select(melody.PitchOf));
        }
    }

    [Theory]
    [InlineData(36, 1)]
    [InlineData(38, 2)]
    [InlineData(42, 4)]
    [InlineData(46, 8)]
    [InlineData(43, 16)]
    [InlineData(48, 32)]
    [InlineData(50, 64)]
    [InlineData(52, 128)]
    [InlineData(51, 256)]
    [InlineData(25, 0)]
    public void DrumIsABit(int pitch, int token) => Assert.Equal(token, Vocabulary.Drums512.TokenOf(pitch));

    [Fact]
    public void SetOfDrumsHasNoPitch() => Assert.Throws<InvalidOperationException>(() => Vocabulary.Drums512.PitchOf(5));

    [Fact]
    public void TokensCountTheirNotes()
    {
        Assert.Equal([0, 0, 1, 1], new[] { 0, 1, 2, 89 }.Select(Vocabulary.Melody90.NotesOf));
        Assert.Equal([0, 1, 2, 9], new[] { 0, 256, 5, 511 }.Select(Vocabulary.Drums512.NotesOf));
    }
}
