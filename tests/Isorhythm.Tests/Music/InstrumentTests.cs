using System.Collections.Immutable;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Programs and tracks, by which instruments are told apart.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public void NoteTakesSixteenBytes() => Assert.Equal(16, System.Runtime.CompilerServices.Unsafe.SizeOf<Note>());

    [Fact]
    public void NoteKeepsEachOfItsNumbers()
    {
        var note = new Note(new Ticks(7), new Ticks(8), 15, 127, 126) { Program = 125, Track = 124 };
        Assert.Equal([7, 8, 15, 127, 126, 125, 124], new[] { note.Start.Value, note.Duration.Value, note.Channel, note.Pitch, note.Velocity, note.Program, note.Track });
        var other = note with { Program = 1, Track = 2 };
        Assert.Equal([15, 127, 126, 1, 2], new int[] { other.Channel, other.Pitch, other.Velocity, other.Program, other.Track });
        Assert.NotEqual(note, other);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Note(default, default, 16, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Note(default, default, 0, 128, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Note(default, default, 0, 0, 128));
        Assert.Throws<ArgumentOutOfRangeException>(() => note with { Program = 128 });
        Assert.Throws<ArgumentOutOfRangeException>(() => note with { Track = 128 });
    }

    [Fact]
    public void NoteHasTheProgramOfItsChannelWhenItStarts()
    {
        var notes = Read(MidiBytes.Track(
            0, 0xC1, 30, 0, 0x90, 60, 9, 0, 0x91, 60, 9, 1, 0xC0, 5, 1, 0x80, 60, 0, 0, 0x90, 60, 9, 1, 0x80, 60, 0, 0, 0x81, 60, 0));
        Assert.Equal([(0, 0), (1, 30), (0, 5)], notes.Select(note => ((int)note.Channel, (int)note.Program)));
    }

    [Fact]
    public void TrackThatNamesNoProgramGoesOnWithItsChannels()
    {
        var notes = Read(MidiBytes.Track(0, 0xC3, 40), MidiBytes.Track(0, 0x93, 60, 9, 1, 0x83, 60, 0), MidiBytes.Track(0, 0xC3, 41, 0, 0x93, 61, 9, 1, 0x83, 61, 0));
        Assert.Equal([(40, 0), (41, 1)], notes.Select(note => ((int)note.Program, (int)note.Track)));
    }

    [Fact]
    public void TracksBehindThe128thAreOne()
    {
        var notes = Read([.. Enumerable.Range(0, 130).Select(i => MidiBytes.Track(0, 0x90, 60, 9, 1, 0x80, 60, 0))]);
        Assert.Equal([.. Enumerable.Range(0, 128), 127, 127], notes.Select(note => (int)note.Track));
    }

    [Fact]
    public void PianoAloneIsWrittenAsOneTrackWithoutAProgram()
    {
        var file = MidiWriter.Write(Tune.Score(Tune.Note(60, 0, 4), Tune.Note(62, 4, 8)));
        Assert.Equal([0, 0, 0, 1], file[8..12]);
        Assert.DoesNotContain((byte)0xC0, file);
    }

    [Fact]
    public void SeveralTracksAreWrittenBehindOneOfTempoAndMetre()
    {
        var file = MidiWriter.Write(Tune.Score(Tune.Note(60, 0, 4), Tune.Note(40, 0, 4, program: 33, channel: 1, track: 1)));
        Assert.Equal([0, 1, 0, 3], file[8..12]);
        var tracks = Tracks(file);
        Assert.Contains("FF51", tracks[0], StringComparison.Ordinal);
        Assert.DoesNotContain("90", tracks[0], StringComparison.Ordinal);
        Assert.StartsWith("00C000", tracks[1], StringComparison.Ordinal);
        Assert.StartsWith("00C121", tracks[2], StringComparison.Ordinal);
    }

    private static ImmutableArray<Note> Read(params byte[][] tracks) => MidiReader.Read(MidiBytes.File(tracks)).Score!.Notes;

    private static string[] Tracks(byte[] file) =>
        [.. Convert.ToHexString(file).Split("4D54726B")[1..].Select(track => track[8..])];
}
