using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class TokenPhraseTests
{
    [Fact]
    public void MelodyIsNotesWithLengths()
    {
        var phrase = Tune.Phrase("melody-1bar", "- 60 - x 62 64 - - - x x - 60");
        Assert.Equal<TokenNote>([new(1, 2, 60), new(4, 1, 62), new(5, 4, 64), new(12, 4, 60)], phrase.Notes(0));
        Assert.Equal(4, phrase.NoteCount);
    }

    [Fact]
    public void DrumsAreHitsOfOneStep()
    {
        var phrase = Tune.Phrase("drums-1bar", "5 0 256");
        Assert.Equal<TokenNote>([new(0, 1, 0), new(0, 1, 2), new(2, 1, 8)], phrase.Notes(0));
        Assert.Equal(3, phrase.NoteCount);
    }

    [Fact]
    public void OnsetsComeInTimeAndTellTracksApart()
    {
        var tracks = TokenTracks.Named("trio-1bar");
        var tokens = new ushort[tracks.Width];
        (tokens[4], tokens[16], tokens[32 + 2]) = (41, 41, 1);
        Assert.Equal([(0, 128 + 60), (2, 256), (4, 60)], new TokenPhrase(tracks, tokens).Onsets);
    }

    [Fact]
    public void EqualWhenTracksAndTokensAre()
    {
        var phrase = Tune.Phrase("melody-1bar", "60 - x");
        Assert.Equal(phrase, Tune.Phrase("melody-1bar", "60 - x"));
        Assert.Equal(phrase.GetHashCode(), Tune.Phrase("melody-1bar", "60 - x").GetHashCode());
        Assert.NotEqual(phrase, Tune.Phrase("melody-1bar", "60 - -"));
        Assert.NotEqual<Phrase>(new TokenPhrase(TokenTracks.Named("melody-1bar"), new ushort[16]), new TokenPhrase(TokenTracks.Named("drums-1bar"), new ushort[16]));
    }

    [Theory]
    [InlineData("60 - x x - 62 x", "60 - x - - 62 x")]
    [InlineData("x - - 60 x - x", "- - - 60 x")]
    [InlineData("- x 60 62 - - x", "- - 60 62 - - x")]
    public void CanonicalSpellingHasNoOffThatEndsNothing(string tokens, string canonical) =>
        Assert.Equal(Tune.Phrase("melody-1bar", canonical), Tune.Phrase("melody-1bar", tokens).Canonical());

    [Theory]
    [InlineData("- - 60 - x - 62 - - x", "x x 60 - x x 62 - - x")]
    [InlineData("60 x - - 60 60", "60 x x x 60 60")]
    public void CanonicalBandRestsWhereAHoldHoldsNothing(string tokens, string canonical) =>
        Assert.Equal(Tune.Band("", canonical, "", ""), Tune.Band("", tokens, "", "").Canonical());

    [Fact]
    public void DrumOfABandHasNoLength()
    {
        var phrase = Tune.Band("36 - - 36 36 x - 38 -", "", "", "");
        Assert.Equal<TokenNote>([new(0, 1, 36), new(3, 1, 36), new(4, 1, 36), new(7, 1, 38)], phrase.Notes(0));
        Assert.Equal(Tune.Band("36 x x 36 36 x x 38", "", "", ""), phrase.Canonical());
    }

    [Fact]
    public void CanonicalDrumsAreAsTheyWere()
    {
        var drums = Tune.Phrase("drums-1bar", "1 1 0 1");
        Assert.Equal(drums, drums.Canonical());
    }

    [Fact]
    public void TokenOutsideTheVocabularyIsRefusedWithItsPlace()
    {
        var tokens = new ushort[96];
        tokens[32 + 7] = 90;
        var error = Assert.Throws<ArgumentException>(() => new TokenPhrase(TokenTracks.Named("trio-2bar"), tokens));
        Assert.StartsWith("Token 90 on step 7 of the bass: melody-90 has 0 to 89.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongNumberOfTokensIsRefused() =>
        Assert.StartsWith(
            "melody-2bar takes 32 tokens, not 31.",
            Assert.Throws<ArgumentException>(() => new TokenPhrase(TokenTracks.Named("melody-2bar"), new ushort[31])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void LengthIsItsBars()
    {
        Assert.Equal(new Quarters(8), new TokenPhrase(TokenTracks.Named("melody-2bar"), new ushort[32]).Length);
        Assert.Equal(new Quarters(6), new TokenPhrase(TokenTracks.Named("melody-2bar-6-8"), new ushort[24]).Length);
    }
}
