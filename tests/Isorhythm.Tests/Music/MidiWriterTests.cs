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
