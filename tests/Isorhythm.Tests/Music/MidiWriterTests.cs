using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class MidiWriterTests
{
    [Fact]
    public void EveryScoreReadsBackEqual() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(ScoreGenerator.Scores, ReadsBackEqual));

    [Fact]
    public void EmptyScoreReadsBackEqual() => ReadsBackEqual(new Score(new TempoMap(1), new MeterMap(), [], default));

    [Fact]
    public void TimeBeyondTheLargestDeltaReadsBackEqual()
    {
        var late = new Note(new Ticks(10_000_000_000), new Ticks(3_000_000_000), 9, 36, 1);
        ReadsBackEqual(new Score(new TempoMap(480), new MeterMap(), [late], default));
    }

    [Fact]
    public void NamedTracksAreAllThereWhetherTheyHaveNotesOrNot()
    {
        var note = new Note(new Ticks(0), new Ticks(120), 9, 36, 100) { Track = 1 };
        var score = new Score(new TempoMap(480), new MeterMap(), [note], new Ticks(960));
        var bytes = MidiWriter.Write(score, "human", "machine");

        // Header, then tempo, then the two: FF 03 length name.
        Assert.Equal([0, 1, 0, 3], bytes[8..12]);
        Assert.All((byte[][])[[0xFF, 3, 5, .. "human"u8], [0xFF, 3, 7, .. "machine"u8]], name => Assert.True(bytes.AsSpan().IndexOf(name) > 0));
        var reading = MidiReader.Read(bytes);
        Assert.Empty(reading.Faults);
        Assert.Equal(note with { Track = 0 }, Assert.Single(reading.Score!.Notes));
        Assert.Equal(score.End, reading.Score.End);
        Assert.Throws<ArgumentException>(() => MidiWriter.Write(score, "human"));
    }

    private static void ReadsBackEqual(Score score)
    {
        var reading = MidiReader.Read(MidiWriter.Write(score));
        Assert.Empty(reading.Faults);
        var read = reading.Score!;
        Assert.Equal(score.TicksPerQuarter, read.TicksPerQuarter);
        Assert.Equal<Tempo>(score.Tempo.Changes, read.Tempo.Changes);
        Assert.Equal<Meter>(score.Meter.Changes, read.Meter.Changes);
        Assert.Equal<Note>(score.Notes, read.Notes);
        Assert.Equal(score.End, read.End);
    }
}
