using System.Diagnostics;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class MidiReaderTests
{
    [Fact]
    public void NoteLastsFromItsOnToItsOff()
    {
        var score = Sound(MidiBytes.File(MidiBytes.Track(10, 0x93, 60, 100, 20, 0x83, 60, 0)));
        Assert.Equal(new Note(new Ticks(10), new Ticks(20), 3, 60, 100), Assert.Single(score.Notes));
        Assert.Equal(new Ticks(30), score.End);
    }

    [Fact]
    public void RunningStatusAndVelocityZeroEndNotes()
    {
        var score = Sound(MidiBytes.File(MidiBytes.Track(0, 0x99, 36, 100, 24, 36, 0, 0, 38, 90, 24, 38, 0)));
        Assert.Equal([(0L, 36), (24L, 38)], score.Notes.Select(note => (note.Start.Value, (int)note.Pitch)));
        Assert.All(score.Notes, note => Assert.Equal(24, note.Duration.Value));
    }

    [Fact]
    public void RunningStatusOutlastsAMetaEvent()
    {
        var score = Sound(MidiBytes.File(MidiBytes.Track(0, 0x99, 36, 100, 0, 0xFF, 1, 1, 65, 5, 36, 0)));
        Assert.Equal(5, Assert.Single(score.Notes).Duration.Value);
    }

    [Theory]
    [InlineData(new byte[] { 0x00 }, 0)]
    [InlineData(new byte[] { 0x7F }, 127)]
    [InlineData(new byte[] { 0x81, 0x00 }, 128)]
    [InlineData(new byte[] { 0xFF, 0x7F }, 16_383)]
    [InlineData(new byte[] { 0x81, 0x80, 0x00 }, 16_384)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0x7F }, 2_097_151)]
    [InlineData(new byte[] { 0x81, 0x80, 0x80, 0x00 }, 2_097_152)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F }, 268_435_455)]
    [InlineData(new byte[] { 0x80, 0x80, 0x05 }, 5)]
    public void DeltaTimesTakeOneToFourBytes(byte[] delta, int ticks)
    {
        var score = Sound(MidiBytes.File(MidiBytes.Track([.. delta, 0x90, 60, 1, .. delta, 0x80, 60, 0])));
        Assert.Equal((ticks, ticks), (Assert.Single(score.Notes).Start.Value, score.Notes[0].Duration.Value));
    }

    [Fact]
    public void EveryOtherKindOfChannelEventIsSteppedOver()
    {
        var score = Sound(MidiBytes.File(MidiBytes.Track(
            0, 0xA0, 60, 1, 0, 0xB0, 7, 100, 0, 0xC0, 5, 0, 6, 0, 0xD0, 7, 0, 8, 0, 0xE0, 0, 64, 1, 0x90, 60, 9, 1, 0x80, 60, 0)));
        Assert.Equal(new Note(new Ticks(1), new Ticks(1), 0, 60, 9) { Program = 6 }, Assert.Single(score.Notes));
    }

    [Fact]
    public void OldestNoteOfAPitchEndsFirst()
    {
        var score = Sound(MidiBytes.File(MidiBytes.Track(
            0, 0x90, 60, 1, 10, 0x90, 60, 2, 10, 0x90, 60, 3, 10, 0x80, 60, 0, 10, 0x80, 60, 0, 10, 0x80, 60, 0)));
        Assert.Equal([30L, 30L, 30L], score.Notes.Select(note => note.Duration.Value));
    }

    [Fact]
    public void NoteThatNothingEndsLastsToTheEndOfItsTrack()
    {
        var hanging = MidiBytes.Track(0, 0x90, 60, 1, 10, 0x90, 60, 2, 10, 0x91, 61, 3, 70, 0xFF, 1, 0);
        var score = Sound(MidiBytes.File(hanging, MidiBytes.Track(5, 0x90, 60, 4, 5, 0x80, 60, 0)));
        Assert.Equal([(0L, 90L), (5L, 5L), (10L, 80L), (20L, 70L)], score.Notes.Select(note => (note.Start.Value, note.Duration.Value)));
    }

    [Fact]
    public void TracksAreLaidOverOneAnotherInOrderOfTime()
    {
        byte[] Notes(byte channel, byte step) => MidiBytes.Track(
            [.. Enumerable.Range(0, 300).SelectMany(i => new byte[] { 0, (byte)(0x90 | channel), 60, (byte)(1 + (i % 100)), step, (byte)(0x80 | channel), 60, 0 })]);
        var score = Sound(MidiBytes.File(Notes(0, 70), Notes(1, 35), Notes(2, 1)));
        Assert.Equal(900, score.Notes.Length);
        Assert.Equal(score.Notes.OrderBy(note => note.Start).ThenBy(note => note.Channel), score.Notes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void EveryFormatIsRead(int format) =>
        Assert.Single(Sound(MidiBytes.File(format, 480, MidiBytes.Track(0, 0x90, 60, 1, 1, 0x80, 60, 0))).Notes);

    [Theory]
    [InlineData(0xE728, 500, 1.0)] // 25 frames of 40 ticks: milliseconds
    [InlineData(0xE850, 960, 1.0)] // 24 frames of 80
    [InlineData(0xE250, 1200, 1.0)] // 30 frames of 80
    [InlineData(0xE350, 1200, 1.001)] // 30 drop frames in 1.001 seconds
    [InlineData(0xE701, 25, 1.0)] // 25 ticks do not halve: a quarter is a second
    public void SmpteDivisionCountsSecondsWhateverTheTempo(int division, int ticksPerQuarter, double second)
    {
        var slow = MidiBytes.Track(0, 0xFF, 0x51, 3, 0xFF, 0xFF, 0xFF);
        var score = Sound(MidiBytes.File(1, (short)division, slow));
        var ticksPerSecond = (division & 0xFF) * (division >> 8 == 0xE3 ? 30 : 256 - (division >> 8));
        Assert.Equal(ticksPerQuarter, score.TicksPerQuarter);
        Assert.Equal(second, score.Tempo.At(new Ticks(ticksPerSecond)).Value, 1e-9);
    }

    [Fact]
    public void TempoAndMetreComeFromEveryTrack()
    {
        var first = MidiBytes.Track(0, 0xFF, 0x58, 4, 3, 2, 24, 8, 96, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40);
        var second = MidiBytes.Track(48, 0xFF, 0x51, 3, 0x03, 0xD0, 0x90, 0x60, 0xFF, 0x58, 4, 12, 3, 24, 8);
        var score = Sound(MidiBytes.File(first, second));
        Assert.Equal([(0L, 500_000), (48L, 250_000), (96L, 1_000_000)], score.Tempo.Changes.Select(tempo => (tempo.At.Value, tempo.MicrosecondsPerQuarter)));
        Assert.Equal(["3/4", "12/8"], score.Meter.Changes.Select(meter => meter.ToString()));
    }

    [Fact]
    public void TextInAnyEncodingAndSystemExclusivesAreSteppedOver()
    {
        byte[] text = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var score = Sound(MidiBytes.File(MidiBytes.Track(
            [0, 0xFF, 3, 0x82, 0, .. text, 0, 0xF0, 0x82, 0, .. text, 0, 0xF7, 2, 0x90, 0x3C, 1, 0x90, 60, 1, 1, 0x80, 60, 0])));
        Assert.Equal(new Ticks(1), Assert.Single(score.Notes).Start);
    }

    [Fact]
    public void UnknownChunksAreSteppedOver()
    {
        var file = MidiBytes.File(MidiBytes.Chunk("XFIH"u8, [1, 2, 3]), MidiBytes.Track(0, 0x90, 60, 1, 1, 0x80, 60, 0), MidiBytes.Chunk("zzzz"u8, []));
        Assert.Single(Sound(file).Notes);
    }

    [Fact]
    public void MidiInsideARiffFileIsFound()
    {
        var file = MidiBytes.File(MidiBytes.Track(0, 0x90, 60, 1, 1, 0x80, 60, 0));
        Assert.Single(Sound([.. "RIFF"u8, 0, 0, 0, 0, .. "RMIDdata"u8, 0, 0, 0, 0, .. file]).Notes);
    }

    [Fact]
    public void ZerosInPlaceOfTheEndOfTrackAreTolerated()
    {
        var reading = MidiReader.Read(MidiBytes.File(MidiBytes.Chunk("MTrk"u8, [0, 0x99, 36, 100, 96, 0x89, 36, 0, .. new byte[303]])));
        Assert.Equal(new Note(default, new Ticks(96), 9, 36, 100), Assert.Single(reading.Score!.Notes));
        Assert.Equal(MidiFaultKind.NoEndOfTrack, Assert.Single(reading.Faults).Kind);
    }

    [Fact]
    public void ZerosBehindTheLastChunkAreNoFault() =>
        Assert.Single(Sound([.. MidiBytes.File(MidiBytes.Track(0, 0x90, 60, 1, 1, 0x80, 60, 0)), .. new byte[303]]).Notes);

    [Fact]
    public void AMillionTempoEventsAreReadAndAskedFast()
    {
        byte[] tempo = [1, 0xFF, 0x51, 3, 7, 0xA1, 0x20];
        var events = new byte[1_000_000 * tempo.Length];
        for (var i = 0; i < events.Length; i += tempo.Length)
        {
            tempo.CopyTo(events, i);
        }

        var file = MidiBytes.File(MidiBytes.Track(events));
        var clock = Stopwatch.StartNew();
        var score = Sound(file);
        for (var tick = 0; tick < 1_000_000; tick++)
        {
            score.Tempo.At(new Ticks(tick));
        }

        Assert.Equal(1_000_001, score.Tempo.Changes.Length);
        Assert.Equal(1_000_000 * 0.5 / MidiBytes.Division, score.Tempo.At(new Ticks(1_000_000)).Value, 1e-6);
        Assert.True(clock.Elapsed.TotalSeconds < 5, $"took {clock.Elapsed}");
    }

    /// <summary>The score of a file that has no fault.</summary>
    private static Score Sound(byte[] file)
    {
        var reading = MidiReader.Read(file);
        Assert.Empty(reading.Faults);
        return reading.Score!;
    }

    [Fact]
    public void ANoteLongerThanAnyMusicIsCutAndNotTurnedRound() =>
        Assert.Equal(new Ticks(int.MaxValue), new Note(new Ticks(0), new Ticks(1L << 40), 9, 36, 100).Duration);
}
