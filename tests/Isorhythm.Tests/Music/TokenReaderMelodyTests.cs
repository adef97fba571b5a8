using Isorhythm.Music;
using static Isorhythm.Tests.Music.Tune;

namespace Isorhythm.Tests.Music;

/// <summary>Melodies. The golden numbers are those of Magenta's public unit tests (melody converter, a step a quarter), here in bars of 1/4.</summary>
public sealed class TokenReaderMelodyTests
{
    private static readonly Note[] First = [Note(32, 2, 4), Note(33, 6, 11), Note(34, 11, 13), Note(35, 17, 19)];

    private static readonly Note[] Second =
    [
        Channel1(35, 2, 4), Channel1(36, 6, 8), Channel1(71, 33, 37), Channel1(73, 34, 37), Channel1(33, 50, 55), Channel1(34, 55, 56),
    ];

    [Fact]
    public void TokensAreMagentas() =>
        Assert.Equal(
            [0, 0, 13, 0, 1, 0, 14, 0, 0, 0, 0, 15, 0, 1, 0, 0, 0, 16, 0, 1],
            Tokens(ReadWhole("melody-5bar-1-4", ScoreIn("1/4", First))));

    [Fact]
    public void NewOnsetCutsAndTokensAreMagentasButForTheOffBeforeARest()
    {
        // Magenta strips the off of the last note before a rest (step 8 here); a window with one token for it and one for silence is the same music.
        var tokens = Tokens(ReadWhole("melody-14bar-1-4", ScoreIn("1/4", Second)));
        Assert.Equal([0, 0, 16, 0, 1, 0, 17, 0, 1], tokens[..9]);
        Assert.All(tokens[9..32], token => Assert.Equal(0, token));
        Assert.Equal([0, 52, 54, 0, 0, 1, 0, 0], tokens[32..40]);
        Assert.Equal([0, 0, 14, 0, 0, 0, 0, 15], tokens[48..56]);
    }

    [Fact]
    public void WindowsAreMagentasAndOneThatEndsInARestOfABar()
    {
        var extraction = TokenTracks.Named("melody-2bar-1-4").Read(ScoreIn("1/4", [.. First, .. Second]));
        Assert.Equal(
            [
                "- - 32 - x - 33 -", "- - 35 - x - 36 -", "- - 33 - - - - 34", "- - 36 - x - - -", "- - - 34 - x - -", "- 71 73 - - x - -",
            ],
            extraction.Phrases.Select(phrase => Text((TokenPhrase)phrase.Phrase)));
        Assert.Equal([0, 0, 1, 1, 2, 8], extraction.Phrases.Select(phrase => phrase.At.Value));
        Assert.Equal(
            [("silent: no note begins in the window", 15), ("a rest longer than a bar", 4), ("the same as another window", 1)],
            extraction.Rejections.Select(rejection => (rejection.Reason, rejection.Count)));
    }

    [Fact]
    public void WindowKeepsTheSilenceBeforeItsFirstNote() =>
        Assert.Equal("- - - - - - - - - - - - 60 - - - 62 - - - - - - - - - - - - - - -", Text(Assert.Single(Read("melody-2bar", Score(Note(60, 12, 16), Note(62, 16, 32))))));

    [Theory]
    [InlineData(0.49, 0, 1)]
    [InlineData(0.5, 1, 2)]
    [InlineData(3.4, 3, 4)]
    public void StartGoesToTheNearestStepAndHalfGoesUp(double start, int step, int off)
    {
        var tokens = Tokens(ReadWhole("melody-1bar", Score(Note(60, start, start + 0.1))));
        Assert.Equal((41, 1), (tokens[step], tokens[off]));
    }

    [Fact]
    public void EndIsRoundedByItself() => Assert.Equal("- 60 - - x - - - - - - - - - - -", Text(Assert.Single(ReadWhole("melody-1bar", Score(Note(60, 0.6, 4.4))))));

    [Fact]
    public void HighestOfNotesThatBeginTogetherStays() =>
        Assert.Equal("67 - x - - - - - - - - - - - - -", Text(Assert.Single(ReadWhole("melody-1bar", Score(Note(60, 0, 8), Note(67, 0.2, 2), Note(64, 0, 16))))));

    [Fact]
    public void LongNoteDoesNotComeBackAfterAShortOne() =>
        Assert.Equal("60 - 62 - x - - - - - - - - - - -", Text(Assert.Single(ReadWhole("melody-1bar", Score(Note(60, 0, 16), Note(62, 2, 4))))));

    [Fact]
    public void NoteHeldOverTheStartOfAWindowIsLeftOutOfIt()
    {
        var phrases = Read("melody-1bar", Score(Note(60, 14, 18), Note(62, 20, 32)));
        Assert.Equal(["- - - - - - - - - - - - - - 60 -", "- - - - 62 - - - - - - - - - - -"], phrases.Select(phrase => Text(phrase)));
    }

    [Fact]
    public void EveryBarStartsAWindow()
    {
        var phrases = TokenTracks.Named("melody-2bar").Read(Score(Enumerable.Range(0, 8).Select(i => Note(60 + i, i * 8, (i * 8) + 8)))).Phrases;
        Assert.Equal([0, 4, 8], phrases.Select(phrase => phrase.At.Value));
        Assert.Equal([60, 62, 64], phrases.Select(phrase => ((TokenPhrase)phrase.Phrase).Notes(0)[0].Pitch));
    }

    [Fact]
    public void NoNumberOfWindowsIsTooMany() => Assert.Equal(99, Read("melody-2bar-130", Score(Enumerable.Range(0, 100).Select(bar => Note(10 + bar, bar * 16, (bar * 16) + 16)))).Count);

    [Fact]
    public void RestOfABarIsTakenAndALongerOneIsNot()
    {
        Assert.Single(Read("melody-2bar", Score(Note(60, 0, 8), Note(62, 24, 32))));
        Assert.Empty(Read("melody-2bar", Score(Note(60, 0, 7), Note(62, 24, 32))));
        Assert.Single(Read("melody-2bar", Score(Note(60, 16, 32))));
        Assert.Empty(Read("melody-2bar", Score(Note(60, 17, 32))));
    }

    [Fact]
    public void PieceShorterThanTheWindowIsFilledWithSilence()
    {
        Assert.Equal("60 - - - - - - - - - - - - - - - x - - - - - - - - - - - - - - -", Text(Assert.Single(Read("melody-2bar", Score(Note(60, 0, 16))))));
        Assert.Empty(Read("melody-4bar", Score(Note(60, 0, 16))));
    }

    [Fact]
    public void EachInstrumentGivesItsOwnMelody()
    {
        var score = Score([.. Pulse(40, 0, 2), .. Pulse(60, 0, 2, program: 5), .. Pulse(70, 0, 2, channel: 1), Note(80, 0, 32, track: 1)]);
        Assert.Equal([40, 60, 70, 80], Read("melody-2bar", score).Select(phrase => phrase.Notes(0)[0].Pitch));
    }

    [Fact]
    public void ShortMelodiesAreOfPrograms0To31AndLongOnesAndSolosOfAll()
    {
        var score = Score([.. Pulse(40, 0, 16, program: 31), .. Pulse(60, 0, 16, program: 32), .. Pulse(36, 0, 16, channel: 9)]);
        Assert.All(Read("melody-2bar", score), phrase => Assert.Equal(40, phrase.Notes(0)[0].Pitch));
        Assert.Equal([40, 60], Read("melody-16bar", score).Select(phrase => phrase.Notes(0)[0].Pitch));
        Assert.Equal([40, 60], Read("solo-2bar", score).Select(phrase => phrase.Notes(0)[0].Pitch).Distinct());
        var tracks = TokenTracks.Named("melody-16bar");
        var basses = new TokenReader(tracks, TokenRules.Paper(tracks) with { Sources = [new(ProgramRange.Basses)] });
        Assert.Equal(60, ((TokenPhrase)Assert.Single(basses.Read(score).Phrases).Phrase).Notes(0)[0].Pitch);
    }

    [Fact]
    public void WholePieceIsWindowAfterWindowOfTheInstrumentWithTheMostNotes()
    {
        var score = Score([Note(50, 0, 4), .. Pulse(60, 5, 1, program: 40)]);
        var phrases = ReadWhole("melody-2bar", score);
        Assert.Equal([0, 0, 4], phrases.Select(phrase => phrase.NoteCount));
    }

    [Fact]
    public void VocabularyOf130ReadsEveryPitch()
    {
        var score = Score(Note(0, 0, 16), Note(127, 16, 32));
        Assert.Equal([(0, 0), (16, 127)], Assert.Single(Read("melody-2bar-130", score)).Notes(0).Select(note => (note.Step, note.Pitch)));
        Assert.Empty(Read("melody-2bar", score));
    }

    [Theory]
    [InlineData("3/4", "melody-2bar-3-4", 12)]
    [InlineData("6/8", "melody-2bar-6-8", 12)]
    [InlineData("7/8", "melody-2bar-7-8", 14)]
    [InlineData("2/2", "melody-2bar", 16)]
    public void OtherMetresAreAParameter(string metre, string name, int stepsPerBar)
    {
        var phrases = TokenTracks.Named(name).Read(ScoreIn(metre, Enumerable.Range(0, 3).Select(bar => Note(60 + bar, bar * stepsPerBar, (bar + 1) * stepsPerBar)))).Phrases;
        Assert.Equal([0, stepsPerBar / 4.0], phrases.Select(phrase => phrase.At.Value));
        Assert.Equal([(0, 61), (stepsPerBar, 62)], ((TokenPhrase)phrases[1].Phrase).Notes(0).Select(note => (note.Step, note.Pitch)));
    }

    [Fact]
    public void StretchesBetweenChangesOfMetreHaveTheirOwnBars()
    {
        // Two bars of 4/4, one of 3/4, and two of 4/4 that start at step 44.
        var phrases = TokenTracks.Named("melody-2bar").Read(ScoreIn("4/4 3/4@32 4/4@44", Note(60, 0, 16), Note(62, 16, 40), Note(64, 44, 60), Note(65, 60, 76))).Phrases;
        Assert.Equal([(0, 60), (11, 64)], phrases.Select(phrase => (phrase.At.Value, ((TokenPhrase)phrase.Phrase).Notes(0)[0].Pitch)));
        Assert.Equal(new TokenNote(16, 16, 62), ((TokenPhrase)phrases[0].Phrase).Notes(0)[1]);
    }

    [Fact]
    public void NoteJustBeforeAStretchIsClampedToItsFirstStep()
    {
        var phrases = TokenTracks.Named("melody-1bar").Read(ScoreIn("3/4 4/4@12", Note(60, 11.6, 20), Note(62, 20, 28))).Phrases;
        Assert.Equal<TokenNote>([new(0, 8, 60), new(8, 8, 62)], ((TokenPhrase)Assert.Single(phrases).Phrase).Notes(0));
    }

    [Fact]
    public void ChangesOfTempoAreHarmless()
    {
        var score = Score(Note(60, 0, 16), Note(62, 16, 32));
        var rubato = new Score(new TempoMap(Quarter, new Tempo(new Ticks(100), 300_000), new Tempo(new Ticks(1000), 900_000)), score.Meter, score.Notes, default);
        Assert.Equal(Read("melody-2bar", score), Read("melody-2bar", rubato));
    }

    [Fact]
    public void ReaderGivesTheSameWhateverItReadBefore()
    {
        var tracks = TokenTracks.Named("melody-2bar");
        var reader = new TokenReader(tracks, TokenRules.Paper(tracks));
        var score = Score([.. Pulse(60, 0, 4), .. Pulse(72, 2, 3, program: 8), Note(5, 0, 3)]);
        var first = reader.Read(score);
        for (var i = 0; i < 3; i++)
        {
            reader.Read(Score([.. Pulse(30, 0, 9, program: 3), .. Pulse(50, 0, 4, program: 8), .. Pulse(40, 0, 9, program: 60)]));
            var again = reader.Read(score);
            Assert.Equal(first.Phrases, again.Phrases);
            Assert.Equal(first.Rejections, again.Rejections);
        }
    }

    [Fact]
    public void RulesForOtherTracksAreRefused()
    {
        var melody = TokenTracks.Named("melody-2bar");
        Assert.Throws<ArgumentException>(() => new TokenReader(melody, TokenRules.Paper(TokenTracks.Named("trio-16bar"))));
        Assert.Throws<ArgumentException>(() => new TokenReader(melody, TokenRules.Paper(melody) with { Stride = 0 }));
    }

    private static Note Channel1(int pitch, int from, int to) => Note(pitch, from, to, channel: 1);

    private static int[] Tokens(List<TokenPhrase> phrases) => [.. Assert.Single(phrases).Tokens.Select(token => (int)token)];
}
