using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;
using static Isorhythm.Tests.Music.Tune;

namespace Isorhythm.Tests.Music;

/// <summary>What is told about music that gives no phrases.</summary>
public sealed class TokenReaderReasonTests
{
    private static readonly TokenReader[] Readers =
    [
        .. new[] { "melody-2bar", "melody-16bar-130", "drums-2bar", "trio-2bar", "melody-1bar-6-8", "band-2bar" }
            .Select(TokenTracks.Named).Select(tracks => new TokenReader(tracks, TokenRules.Paper(tracks))),
    ];

    [Fact]
    public void NoNotes() => Refused("melody-2bar", Score(), ("no notes", 1));

    [Fact]
    public void NoInstrument() => Refused("melody-2bar", Score(Pulse(60, 0, 2, program: 40)), ("no instrument of programs 0-31", 1));

    [Fact]
    public void NoMelodyAmongDrums() => Refused("melody-16bar", Score(Drum(36, 0)), ("no instrument of programs 0-127", 1));

    [Fact]
    public void NoDrums() => Refused("drums-2bar", Score(Note(36, 0, 1)), ("no drums: no note is on channel 10", 1));

    [Fact]
    public void NoDrumChannelOfAWholePiece()
    {
        var tracks = TokenTracks.Named("drums-2bar");
        var extraction = new TokenReader(tracks, TokenRules.WholePiece(tracks)).Read(Score(Note(36, 0, 1), Note(38, 4, 5, channel: 1)));
        Assert.Equal(new Rejection("no drums: several channels, and none of them is channel 10", 1), Assert.Single(extraction.Rejections));
    }

    [Fact]
    public void NoBassAndNoDrumsForATrio() =>
        Refused("trio-2bar", Score(Pulse(60, 0, 2)), ("no bass: no instrument of programs 32-39", 1), ("no drums: no note is on channel 10", 1));

    [Fact]
    public void AnotherMetre() => Refused("melody-2bar", ScoreIn("3/4", Pulse(60, 0, 2)), ("3/4: melody-2bar is in 4/4", 1));

    [Fact]
    public void CompoundMetreAsLongAsASimpleOne() => Refused("melody-2bar-3-4", ScoreIn("6/8", Pulse(60, 0, 2)), ("6/8: melody-2bar-3-4 is in 3/4", 1));

    [Fact]
    public void Silence() =>
        Refused("melody-1bar", Score(Note(5, 0, 16), Note(60, 31, 32), Note(60, 32, 33)), ("notes outside pitch 21-108", 1), [("silent: no note begins in the window", 1)], taken: 2);

    [Fact]
    public void LongRest() => Refused("melody-2bar", Score(Note(60, 0, 4), Note(62, 31, 32)), ("a rest longer than a bar", 1));

    [Fact]
    public void RepeatedWindow() => Refused("melody-1bar", Score(Pulse(60, 0, 3)), ("the same as another window", 2), [], taken: 1);

    [Fact]
    public void RepeatedWindowOfAnotherInstrument() =>
        Refused("melody-1bar", Score([.. Pulse(60, 0, 1), .. Pulse(60, 0, 1, channel: 1)]), ("the same as another window", 1), [], taken: 1);

    [Fact]
    public void CutShort() =>
        Refused("melody-2bar", ScoreIn("4/4 3/4@16", Note(60, 0, 4)), ("cut short by a change of metre", 1));

    [Fact]
    public void PartOfABarBeforeAChangeOfMetre() =>
        Refused("melody-1bar", ScoreIn("4/4 3/4@24", Note(60, 0, 16), Note(62, 16, 20)), ("cut short by a change of metre", 1), [], taken: 1);

    [Fact]
    public void NoDrumOfTheKit() =>
        Refused("drums-1bar", Score(Drum(100, 0)), ("silent: no note begins in the window", 1), ("notes that are no drum of the kit", 1));

    [Fact]
    public void RestOfOneTrackOfATrio() =>
        Refused(
            "trio-2bar",
            Score([.. Pulse(60, 0, 1), .. Pulse(30, 0, 8, program: 33), .. Enumerable.Range(0, 8).Select(bar => Drum(36, (bar * 16) + bar))]),
            ("a rest longer than 2 bars of the melody", 4),
            [],
            taken: 3);

    [Fact]
    public void RestOfAllTracksAtTheStart() =>
        Refused(
            "trio-16bar",
            Score([.. Pulse(60, 4, 12), .. Pulse(30, 4, 12, program: 33), .. Enumerable.Range(4, 12).Select(bar => Drum(36, bar * 16))]),
            ("a rest longer than 2 bars of all tracks at the start or the end", 1));

    [Fact]
    public void RestOfAllTracksAtTheEnd() =>
        Refused(
            "trio-16bar",
            Score([.. Pulse(60, 0, 12), .. Pulse(30, 0, 12, program: 33), .. Enumerable.Range(0, 12).Select(bar => Drum(36, bar * 16)), .. Pulse(60, 15, 1, program: 60)]),
            ("a rest longer than 2 bars of all tracks at the start or the end", 1));

    [Fact]
    public void MoreInstrumentsThanCanBeCombined()
    {
        var melodies = Enumerable.Range(0, 35).SelectMany(track => new[] { Note(40 + track, 0, 32, track: track) });
        Refused("trio-2bar", Score([.. melodies, Note(30, 0, 32, program: 33), Drum(36, 0)]), ("more than 32 instruments for the melody", 3), [], taken: 32);
    }

    [Fact]
    public void NotesBehindTheLastBar() =>
        Refused("drums-1bar", Score(Drum(36, 0), Drum(36, 1 << 21)), ("behind bar 65536", 1), [("silent: no note begins in the window", 65535)], taken: 1);

    [Fact]
    public void EveryScoreGivesPhrasesOrAReason() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ScoreGenerator.Scores, score => Assert.All(Readers, reader => GivesPhrasesOrAReason(reader, score))));

    [DataTheory]
    [InlineData("songs", 534)]
    [InlineData("songs-by-genre", 525)]
    public void EveryRealFileGivesPhrasesOrAReason(string folder, int files)
    {
        var paths = Directory.GetFiles(Path.Combine(Requirements.Data, folder), "*", SearchOption.AllDirectories);
        Assert.Equal(files, paths.Length);
        var readers = TokenTracks.All.Select(tracks => new TokenReader(tracks, TokenRules.Paper(tracks))).ToList();
        foreach (var path in paths)
        {
            if (MidiReader.Read(File.ReadAllBytes(path)).Score is { } score)
            {
                Assert.All(readers, reader => GivesPhrasesOrAReason(reader, score));
            }
        }
    }

    private static void GivesPhrasesOrAReason(TokenReader reader, Score score)
    {
        var (windows, last) = (0, (TokenPhrase?)null);
        var rejections = reader.Read(score, (_, tokens) =>
        {
            last = windows++ % 16 == 0 ? new TokenPhrase(reader.Tracks, tokens) : last;
        });
        Assert.True(windows > 0 || rejections.Count > 0, $"{reader.Tracks} gives neither phrases nor a reason");
        Assert.All(rejections, rejection => Assert.True(rejection.Count > 0));
        // A window is a phrase in the spelling that decoding and encoding keep.
        Assert.Equal(last, last?.Canonical());
    }

    private static void Refused(string name, Score score, params (string Reason, int Count)[] reasons) => Refused(name, score, reasons[0], reasons[1..], taken: 0);

    private static void Refused(string name, Score score, (string Reason, int Count) reason, (string Reason, int Count)[] others, int taken)
    {
        var extraction = TokenTracks.Named(name).Read(score);
        Assert.Equal(taken, extraction.Phrases.Count);
        Assert.Equal(others.Append(reason).Order(), extraction.Rejections.Select(rejection => (rejection.Reason, rejection.Count)).Order());
    }
}
