using Isorhythm.Music;
using static Isorhythm.Tests.Music.Tune;

namespace Isorhythm.Tests.Music;

/// <summary>Drums and trios. The golden numbers are those of Magenta's public unit tests (drums converter, a step a quarter), here in bars of 1/4.</summary>
public sealed class TokenReaderDrumsTests
{
    [Fact]
    public void TokensAreMagentas()
    {
        (int Pitch, int Step)[] first = [(35, 0), (44, 1), (40, 4), (35, 9), (40, 13), (55, 16), (60, 16), (53, 19)];
        (int Pitch, int Step)[] second = [(35, 1), (40, 25), (55, 28), (60, 28), (53, 31)];
        var score = ScoreIn("1/4", [.. first.Select(hit => Drum(hit.Pitch, hit.Step)), .. second.Select(hit => Drum(hit.Pitch, hit.Step, track: 1))]);
        Assert.Equal(
            "1 5 0 0 2 0 0 0 0 1 0 0 0 2 0 0 160 0 0 256 0 0 0 0 0 2 0 0 160 0 0 256",
            Text(Assert.Single(ReadWhole("drums-8bar-1-4", score))));
        // Magenta's drum tracks end where the next hit is a bar or more away; here a rest of a bar is still within the track.
        var extraction = TokenTracks.Named("drums-2bar-1-4").Read(score);
        Assert.Equal(
            ["1 5 0 0 2 0 0 0", "2 0 0 0 0 1 0 0", "0 1 0 0 0 2 0 0", "0 2 0 0 160 0 0 256", "160 0 0 256 0 0 0 0"],
            extraction.Phrases.Select(phrase => Text((TokenPhrase)phrase.Phrase)));
        Assert.Equal(
            [("a rest longer than a bar", 1), ("the same as another window", 1)],
            extraction.Rejections.Select(rejection => (rejection.Reason, rejection.Count)));
    }

    [Fact]
    public void DrumsOfAllTracksAreOne() => Assert.Equal("5 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0", Text(Assert.Single(Read("drums-1bar", Score(Drum(36, 0), Drum(42, 0, track: 3), Drum(38, 8, track: 1))))));

    [Fact]
    public void ClipOfDrumsIsTakenFromAnyChannelButACorpusOnlyFromChannel10()
    {
        var clip = Score(Note(36, 0, 1, channel: 3), Note(38, 8, 9, channel: 3));
        Assert.Equal("1 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0", Text(Assert.Single(ReadWhole("drums-1bar", clip))));
        Assert.Empty(Read("drums-1bar", clip));
    }

    [Fact]
    public void PitchedTracksAreNoDrums() => Assert.Equal("1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", Text(Assert.Single(Read("drums-1bar", Score(Drum(36, 0), Note(38, 4, 8))))));

    [Fact]
    public void RestOfABarIsTakenAndALongerOneIsNot()
    {
        Assert.Single(Read("drums-2bar", Score(Drum(36, 0), Drum(36, 17), Drum(38, 31))));
        Assert.Empty(Read("drums-2bar", Score(Drum(36, 0), Drum(36, 18), Drum(38, 31))));
    }

    [Fact]
    public void HitJustBeforeAStretchIsClampedToItsFirstStep() =>
        Assert.Equal("1 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0", Text(Assert.Single(Read("drums-1bar", ScoreIn("3/4 4/4@12", Drum(36, 11.6), Drum(38, 20))))));

    [Fact]
    public void TriosAreEveryCombinationOfTheirInstruments()
    {
        Note[] notes =
        [
            .. Pulse(60, 0, 2), .. Pulse(70, 0, 2, program: 31), .. Pulse(80, 0, 2, program: 41),
            .. Pulse(30, 0, 2, program: 32), .. Pulse(40, 0, 2, program: 39), Drum(36, 0), Drum(38, 16, track: 2),
        ];
        var phrases = Read("trio-2bar", Score(notes));
        Assert.Equal([(60, 30), (60, 40), (70, 30), (70, 40)], phrases.Select(phrase => (phrase.Notes(0)[0].Pitch, phrase.Notes(1)[0].Pitch)));
        Assert.All(phrases, phrase => Assert.Equal<TokenNote>([new(0, 1, 0), new(16, 1, 1)], phrase.Notes(2)));
    }

    [Fact]
    public void TrackOfATrioMayRestTwoBarsFromWhereItPlays()
    {
        // In 20 bars the melody plays in bars 0-5 and 10-19: bars 6, 7 and 8, 9 lie within two bars of it.
        Note[] others = [.. Pulse(30, 0, 20, program: 33), .. Enumerable.Range(0, 20).Select(bar => Drum(36 + (bar % 2), bar * 16))];
        Assert.NotEmpty(Read("trio-16bar", Score([.. others, .. Pulse(60, 0, 6), .. Pulse(60, 10, 10)])));
        var refused = TokenTracks.Named("trio-16bar").Read(Score([.. others, .. Pulse(60, 0, 5), .. Pulse(60, 10, 10)]));
        Assert.Empty(refused.Phrases);
        Assert.Equal(new Rejection("a rest longer than 2 bars of the melody", 5), Assert.Single(refused.Rejections));
    }

    [Fact]
    public void OneTrackAloneMayBeginOrEndTheScore()
    {
        // The melody comes in with bar 4: bars 2 and 3 lie near it, and in bars 0 and 1 the drums are enough.
        Note[] band = [.. Pulse(30, 4, 12, program: 33), .. Pulse(60, 4, 12)];
        Assert.Single(Read("trio-16bar", Score([.. band, .. Enumerable.Range(0, 16).Select(bar => Drum(36, bar * 16))])));
        Assert.Empty(Read("trio-16bar", Score([.. band, .. Enumerable.Range(4, 12).Select(bar => Drum(36, bar * 16))])));
    }

    [Fact]
    public void WholePieceTakesAnAbsentTrackAsSilent()
    {
        var phrase = Assert.Single(ReadWhole("trio-2bar", Score([.. Pulse(60, 0, 2), Drum(36, 0)])));
        Assert.Equal([8, 0, 1], Enumerable.Range(0, 3).Select(track => phrase.Notes(track).Length));
    }
}
