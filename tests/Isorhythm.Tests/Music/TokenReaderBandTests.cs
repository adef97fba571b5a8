using Isorhythm.Music;
using static Isorhythm.Tests.Music.Tune;

namespace Isorhythm.Tests.Music;

/// <summary>Bands, as Valenti et al. 2020 describe them.</summary>
public sealed class TokenReaderBandTests
{
    private const int Guitar = 2;
    private const int Strings = 3;
    private const int Bass = 33;
    private const int Violin = 40;
    private const string Silence = "x x x x x x x x x x x x x x x x";

    [Fact]
    public void TracksAreDrumsBassGuitarAndStringsOf130States()
    {
        var tracks = TokenTracks.Named("band-2bar");
        Assert.Equal(["drums", "bass", "guitar", "strings"], tracks.Tracks.Select(track => track.Name));
        Assert.All(tracks.Tracks, track => Assert.Equal(130, track.Vocabulary.Size));
        Assert.Equal([9, 1, 0, 2], tracks.Tracks.Select(track => (int)track.Channel));
        Assert.Equal([0, 33, 24, 48], tracks.Tracks.Select(track => (int)track.Program));
        Assert.Equal(4 * 32, tracks.Width);
    }

    [Fact]
    public void EverySilentStepIsARestAndEveryHeldOneAHold() =>
        Assert.Equal("x x 60 - - x x 62 x x x x x x x x", Line(Guitar, Note(60, 2, 5), Note(62, 7, 8)));

    [Fact]
    public void RepeatedNoteIsANewOnset() =>
        Assert.Equal("60 - 60 60 - x x x x x x x x x x x", Line(Guitar, Note(60, 0, 2), Note(60, 2, 3), Note(60, 3, 5)));

    [Fact]
    public void NoteStruckAgainWhileItSoundsIsANewOnset() =>
        Assert.Equal("60 - 60 - - - - - x x x x x x x x", Line(Guitar, Note(60, 0, 8), Note(60, 2, 4)));

    [Theory]
    [InlineData("60 - x x x x x x x x x x x x x x", 60, 0, 2, 67, 0, 2)]
    [InlineData("60 - x x x x x x x x x x x x x x", 67, 0, 2, 60, 0, 2)]
    [InlineData("60 - - - 67 - x x x x x x x x x x", 60, 0, 4, 67, 2, 6)]
    [InlineData("60 - - - x x x x x x x x x x x x", 60, 0, 4, 67, 1, 3)]
    [InlineData("67 - 60 - x x x x x x x x x x x x", 67, 0, 4, 60, 2, 4)]
    [InlineData("67 60 - 67 - - x x x x x x x x x x", 67, 0, 6, 60, 1, 3)]
    public void LowestOfTheNotesThatSoundIsHeard(string line, int pitch, int from, int to, int otherPitch, int otherFrom, int otherTo) =>
        Assert.Equal(line, Line(Guitar, Note(pitch, from, to), Note(otherPitch, otherFrom, otherTo)));

    [Fact]
    public void LowestIsHeardOnEveryStepOfWhateverIsPlayed()
    {
        var random = new System.Random(1);
        for (var song = 0; song < 300; song++)
        {
            Note[] notes = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => AnyNote(random)).OrderBy(note => note.Start.Value)];
            var heard = Line(Guitar, notes).Split(' ');
            Assert.Equal(LowestOfEachStep(notes), Sounding(heard));
        }
    }

    [Fact]
    public void DrumsAreTheLowestHitOfAStepAndNeverHold() =>
        Assert.Equal("36 x 36 36 38 x x x x x x x x x x x", Line(0, Drum(42, 0), Drum(36, 0), Note(36, 2, 6, channel: 9), Drum(36, 3), Drum(38, 4)));

    [Fact]
    public void EveryDrumPitchHasAState() => Assert.Equal([27, 100], Read("band-1bar", Score([.. Trio(1), Drum(27, 1), Drum(100, 2)]))[0].Notes(0).Select(note => note.Pitch).Where(pitch => pitch != 36));

    [Fact]
    public void NoteHeldIntoAWindowBeginsWithIt()
    {
        var windows = Read("band-1bar", Score([.. Trio(3).Where(note => note.Program == Bass || note.Channel == 9), Note(60, 14, 36)]));
        Assert.Equal(["x x x x x x x x x x x x x x 60 -", "60 - - - - - - - - - - - - - - -", "60 - - - x x x x x x x x x x x x"], windows.Select(window => Text(window, Guitar)));
    }

    [Theory]
    [InlineData(0, Guitar)]
    [InlineData(31, Guitar)]
    [InlineData(32, 1)]
    [InlineData(39, 1)]
    [InlineData(40, Strings)]
    [InlineData(127, Strings)]
    public void ProgramTellsTheTrack(int program, int track)
    {
        var window = Read("band-1bar", Score([.. Trio(1).Where(note => note.Channel == 9 || note.Program != Program(track)), Note(100, 0, 16, program, channel: 5)]))[0];
        Assert.Equal(100, window.Notes(track)[0].Pitch);
    }

    [Fact]
    public void AllOtherInstrumentsAreOneTrackOfStrings()
    {
        var window = Assert.Single(Read("band-1bar", Score([.. Trio(1), Note(72, 0, 4, Violin, 4), Note(55, 4, 8, 60, 5), Note(50, 6, 16, 100, 6)])));
        Assert.Equal("72 - - - 55 - 50 - - - - - - - - -", Text(window, Strings));
    }

    [Fact]
    public void EveryDrumTrackBassAndGuitarAreCombined()
    {
        var score = Score(
        [
            Drum(36, 0, track: 1), Drum(38, 0, track: 2), Note(30, 0, 16, Bass, 1), Note(31, 0, 16, Bass, 2), Note(32, 0, 16, Bass, 3),
            Note(60, 0, 16), Note(61, 0, 16, channel: 4), Note(90, 0, 16, Violin, 5), Note(91, 0, 16, 41, 6),
        ]);
        var windows = Read("band-1bar", score);
        Assert.Equal(2 * 3 * 2, windows.Count);
        Assert.Equal(
            from drum in new[] { 36, 38 } from bass in new[] { 30, 31, 32 } from guitar in new[] { 60, 61 } select (drum, bass, guitar, 90),
            windows.Select(window => (window.Notes(0)[0].Pitch, window.Notes(1)[0].Pitch, window.Notes(2)[0].Pitch, window.Notes(3)[0].Pitch)));
    }

    [Fact]
    public void MoreInstrumentsThanCanBeCombinedAreCounted()
    {
        var score = Score([.. Trio(1), .. Enumerable.Range(0, 12).Select(track => Note(70 + track, 0, 16, channel: 8, track: track + 3))]);
        var extraction = TokenTracks.Named("band-1bar").Read(score);
        Assert.Equal(10, extraction.Phrases.Count);
        Assert.Equal(new Rejection("more than 10 instruments for the guitar", 3), Assert.Single(extraction.Rejections));
    }

    [Fact]
    public void SongWithoutOtherInstrumentsHasSilentStrings() =>
        Assert.Equal($"{Silence} {Silence}", Text(Assert.Single(Read("band-2bar", Score(Trio(4)))), Strings));

    [Fact]
    public void SongNeedsDrumsBassAndGuitar()
    {
        var reasons = TokenTracks.Named("band-2bar").Read(Score(Pulse(60, 0, 2, Violin))).Rejections.Select(rejection => rejection.Reason);
        Assert.Equal(
            ["no drums: no note is on channel 10", "no bass: no instrument of programs 32-39", "no guitar: no instrument of programs 0-31"],
            reasons);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void RestOfABarIsTakenAndALongerOneOfAnyTrackIsNot(int rest, bool isTaken)
    {
        var resting = new (string Name, Func<int, Note> Plays)[]
        {
            ("drums", step => Drum(36, step)),
            ("bass", step => Note(30, step, step + 1, Bass, 1)),
            ("guitar", step => Note(60, step, step + 1)),
            ("strings", step => Note(70, step, step + 1, Violin, 2)),
        };
        foreach (var (name, plays) in resting)
        {
            // Steps 1 to rest are silent.
            var others = resting.Where(other => other.Name != name).SelectMany(other => Enumerable.Range(0, 32).Select(other.Plays));
            var extraction = TokenTracks.Named("band-2bar").Read(Score([.. others, plays(0), .. Enumerable.Range(rest + 1, 31 - rest).Select(plays)]));
            Assert.Equal(isTaken ? 1 : 0, extraction.Phrases.Count);
            Assert.Equal(isTaken ? [] : [new Rejection($"a rest longer than a bar of the {name}", 1)], extraction.Rejections);
        }
    }

    [Fact]
    public void HeldNoteIsNoRest()
    {
        Assert.Equal([0, 4, 8], Starts(64));
        Assert.Equal([0], Starts(20));

        // Another drum in each bar, so that no window equals another.
        static IEnumerable<double> Starts(int end) =>
            TokenTracks.Named("band-2bar").Read(Score([.. Trio(4), .. Enumerable.Range(0, 4).Select(bar => Drum(40 + bar, (bar * 16) + 8)), Note(70, 0, end, Violin, 2)])).Phrases.Select(phrase => phrase.At.Value);
    }

    [Fact]
    public void WindowsThatAreEqualAreTakenOnce()
    {
        var extraction = TokenTracks.Named("band-2bar").Read(Score(Trio(9)));
        Assert.Single(extraction.Phrases);
        Assert.Equal(new Rejection("the same as another window", 7), Assert.Single(extraction.Rejections));
    }

    [Fact]
    public void OtherMetresAreRefusedByName() =>
        Assert.Equal(new Rejection("3/4: band-2bar is in 4/4", 1), Assert.Single(TokenTracks.Named("band-2bar").Read(ScoreIn("3/4", Trio(4))).Rejections));

    [Fact]
    public void WindowWithoutAnyNoteIsNoBand() =>
        Assert.DoesNotContain(Read("band-1bar", Score([.. Trio(1), .. Trio(1).Select(note => note with { Start = new Ticks(note.Start.Value + (32 * Step)) })])), window => window.NoteCount == 0);

    [DataFact]
    public void WindowsOfEverySongComeBackFromTheirNotes()
    {
        var paths = Directory.GetFiles(Path.Combine(Requirements.Data, "songs-by-genre"), "*", SearchOption.AllDirectories);
        Assert.Equal(525, paths.Length);
        var songs = paths.AsParallel().AsOrdered().Select(path => MidiReader.Read(File.ReadAllBytes(path)).Score).OfType<Score>().ToList();
        foreach (var tracks in new[] { TokenTracks.Named("band-2bar"), TokenTracks.Named("band-16bar") })
        {
            var (reader, whole) = (new TokenReader(tracks, TokenRules.Paper(tracks)), new TokenReader(tracks, TokenRules.WholePiece(tracks)));
            Assert.True(songs.Sum(score => ComeBack(score, reader, whole)) > 2_000);
        }
    }

    private static int ComeBack(Score score, TokenReader reader, TokenReader whole)
    {
        // Windows begin at every bar: so many that each bar is in one.
        var windows = reader.Read(score).Phrases.Select(found => (TokenPhrase)found.Phrase).Where((_, i) => i % reader.Tracks.Bars == 0).ToList();
        if (windows.Count > 0)
        {
            Assert.Equal(windows, whole.Read(TokenWriter.ToScore(windows, 120)).Phrases.Select(found => found.Phrase));
        }

        return windows.Count;
    }

    /// <summary>A bar in which a track plays these notes, beside a trio where they do not play themselves.</summary>
    private static string Line(int track, params Note[] notes) =>
        Text(Assert.Single(Read("band-1bar", Score([.. Trio(1).Where(note => !notes.Any(other => IsOneTrack(note, other))), .. notes]))), track);

    private static bool IsOneTrack(Note note, Note other) => (note.Channel, note.Program) == (other.Channel, other.Program);

    private static int Program(int track) => track switch { 1 => Bass, Guitar => 0, _ => -1 };

    /// <summary>Drums, a bass and a piano that play the same in every bar.</summary>
    private static IEnumerable<Note> Trio(int bars) =>
        Enumerable.Range(0, bars).SelectMany(bar => new[] { Drum(36, bar * 16), Note(30, bar * 16, (bar * 16) + 16, Bass, 1), Note(60, bar * 16, (bar * 16) + 16) });

    private static Note AnyNote(System.Random random)
    {
        var start = random.Next(16);
        return Note(50 + random.Next(6), start, Math.Min(16, start + random.Next(1, 8)));
    }

    private static int[] LowestOfEachStep(Note[] notes) =>
        [.. Enumerable.Range(0, 16).Select(step => notes.Where(note => Sounds(note, step)).Select(note => (int)note.Pitch).DefaultIfEmpty(-1).Min())];

    private static bool Sounds(in Note note, int step) => step >= note.Start.Value / Step && step < note.End.Value / Step;

    private static IEnumerable<int> Sounding(string[] line)
    {
        var sounding = -1;
        foreach (var word in line)
        {
            yield return sounding = word switch { "x" => -1, "-" => sounding, _ => int.Parse(word) };
        }
    }
}
