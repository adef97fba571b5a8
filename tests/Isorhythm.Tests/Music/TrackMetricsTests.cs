using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Every value is counted by hand.</summary>
public sealed class TrackMetricsTests
{
    // Two C, an octave apart, an E and a G: pitch classes 2/4, 1/4, 1/4.
    private static readonly TokenPhrase Band = Tune.Band(
        "36 36 x x 38",
        "40 - - - x 43 - -",
        "60 - 64 x 67 - - - x 72",
        "");

    [Fact]
    public void GuitarIsAsCountedByHand() =>
        Assert.Equal(
            new TrackMetrics(4, 8, 4, 72, 60, 263 / 4.0, 8 / 4.0, 12 / 3.0, 1.5),
            TrackMetrics.Of(Band, 2));

    [Fact]
    public void DrumsHaveNoPitchAndNoLength() =>
        Assert.Equal(new TrackMetrics(0, 13, 3, null, null, null, null, null, null), TrackMetrics.Of(Band, 0));

    [Fact]
    public void SilentTrackHasNothingButSilence() =>
        Assert.Equal(new TrackMetrics(0, 16, 0, null, null, null, null, null, null), TrackMetrics.Of(Band, 3));

    [Fact]
    public void TotalSumsStepsAndTakesPitchesOfAllButTheDrums()
    {
        var all = TrackMetrics.Of(Band);
        // Holds 0 + 5 + 4 + 0, silence 13 + 9 + 8 + 16, notes 3 + 2 + 4 + 0: together every one of the 64 steps.
        Assert.Equal((9, 46, 9), (all.HoldSteps, all.SilentSteps, all.Notes));
        Assert.Equal((72, 40), (all.HighestPitch, all.LowestPitch));
        Assert.Equal(346 / 6.0, all.MeanPitch!.Value, 12);
        Assert.Equal(15 / 6.0, all.MeanLength!.Value, 12);
        // 3 in the bass; 4, 3 and 5 in the guitar; none from one track to another.
        Assert.Equal(15 / 4.0, all.MeanInterval!.Value, 12);
        // C twice, E twice, G twice: three of equal share.
        Assert.Equal(Math.Log2(3), all.PitchClassEntropy!.Value, 12);
    }

    [Fact]
    public void OneNoteHasNoIntervalAndNoEntropy()
    {
        var one = TrackMetrics.Of(Tune.Band("", "40 -", "", ""), 1);
        Assert.Null(one.MeanInterval);
        Assert.Equal(0, one.PitchClassEntropy);
    }

    [Fact]
    public void SeveralDrumsOnAStepAreOneStep()
    {
        var drums = TrackMetrics.Of(Tune.Phrase("drums-1bar", "5 0 1"), 0);
        Assert.Equal((3, 14, 0), (drums.Notes, drums.SilentSteps, drums.HoldSteps));
    }

    [Fact]
    public void NamesAreThoseOfTheRecord()
    {
        var bass = TrackMetrics.Of(Band, 1);
        Assert.Equal(
            [
                ("holdSteps", 5), ("silentSteps", 9), ("notes", 2), ("highestPitch", 43), ("lowestPitch", 40), ("meanPitch", 41.5), ("meanLength", 3.5),
                ("meanInterval", 3), ("pitchClassEntropy", 1),
            ],
            bass.Named);
    }
}
