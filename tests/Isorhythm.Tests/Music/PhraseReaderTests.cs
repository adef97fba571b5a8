using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class PhraseReaderTests
{
    private const int Quarter = 480;
    private const int Kick = 36;
    private const int Snare = 38;

    private static readonly DrumGrid TwoBars = DrumGrid.Named("drums-12x8x9");
    private static readonly DrumGrid Loops = DrumGrid.Named("drums-2x32x9");
    private static readonly ExtractionRules AnyHits = ExtractionRules.RVae with { MinimumHits = 1 };

    [Fact]
    public void NoteGoesToItsNearestStepAndKeepsItsOffset()
    {
        // A step of this grid is 40 ticks.
        var phrase = Assert.Single(Read(8, (0, Kick), (50, Kick), (99, Snare), (100, Kick))).Phrase;
        Assert.Equal(
            [(0, 0, 0f), (1, 0, 0.5f), (2, 1, 0.95f), (3, 0, -1f)],
            phrase.Hits.Select(hit => (hit.Step, hit.Drum, hit.Offset)));
    }

    [Fact]
    public void VelocityIsAPartOf127()
    {
        var score = ScoreOf(8, new MeterMap(), [Hit(0, Kick, velocity: 64)]);
        Assert.Equal(64 / 127f, Assert.Single(PhraseReader.Read(score, TwoBars, AnyHits).Phrases[0].Phrase.Rhythm().Hits).Velocity);
    }

    [Fact]
    public void WindowsFollowOneAnotherFromTheStart()
    {
        var found = Read(24, (0, Kick), (8 * Quarter, Snare), (16 * Quarter, Kick));
        Assert.Equal([0, 8, 16], found.Select(phrase => phrase.At.Value));
        Assert.Equal([0, 1, 0], found.Select(phrase => Assert.Single(phrase.Phrase.Rhythm().Hits).Drum));
    }

    [Fact]
    public void EarlyDownbeatBelongsToTheWindowThatItStarts()
    {
        var found = Read(16, (0, Kick), ((8 * Quarter) - 10, Snare));
        Assert.Equal(new Hit(0, 1, 100 / 127f, -0.5f), Assert.Single(found[1].Phrase.Rhythm().Hits));
    }

    [Fact]
    public void LastWindowMayBePartSilent() => Assert.Equal([0, 8], Read(12, (0, Kick), (8 * Quarter, Snare)).Select(phrase => phrase.At.Value));

    [Fact]
    public void WindowWithFewHitsIsCountedAsSilent()
    {
        var score = ScoreOf(32, new MeterMap(), [.. Enumerable.Range(0, 6).Select(i => Hit(i * Quarter, Kick)), Hit(8 * Quarter, Kick)]);
        var extraction = PhraseReader.Read(score, TwoBars, ExtractionRules.RVae);
        Assert.Equal(0, Assert.Single(extraction.Phrases).At.Value);
        Assert.Equal([new Rejection("silent or nearly so: fewer than 6 hits", 3)], extraction.Rejections);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void ClipShorterThanTheGridIsRepeated(int quarters)
    {
        var meter = new MeterMap(new Meter(default, quarters, 4));
        var score = ScoreOf(quarters, meter, [Hit(0, Kick), Hit(Quarter - 80, Snare)]);
        var phrase = Assert.Single(PhraseReader.Read(score, TwoBars, AnyHits).Rhythms()).Phrase;
        Assert.Equal(Enumerable.Range(0, 8 / quarters).Select(i => i * quarters * 12), phrase.Hits.Where(hit => hit.Drum == 0).Select(hit => hit.Step));
        Assert.Equal(Enumerable.Range(0, 8 / quarters).Select(i => (i * quarters * 12) + 10), phrase.Hits.Where(hit => hit.Drum == 1).Select(hit => hit.Step));
    }

    [Fact]
    public void ClipOfLessThanAStepIsNotRepeated()
    {
        // A bar of 1/64 is a sixteenth of a quarter, three quarters of a step.
        var score = new Score(new TempoMap(Quarter), new MeterMap(new Meter(default, 1, 64)), [Hit(0, Kick)], new Ticks(1));
        Assert.Equal(0, Assert.Single(Assert.Single(PhraseReader.Read(score, TwoBars, AnyHits).Rhythms()).Phrase.Hits).Step);
    }

    [Fact]
    public void RepeatedClipCountsItsHitsAfterRepeating() =>
        Assert.Single(PhraseReader.Read(ScoreOf(4, new MeterMap(), [.. Enumerable.Range(0, 4).Select(i => Hit(i * Quarter, Kick))]), TwoBars, ExtractionRules.RVae).Phrases);

    [Fact]
    public void EarlyDownbeatAtTheEndOfARepeatedClipIsItsFirst()
    {
        var phrase = Assert.Single(Read(4, (Quarter, Snare), ((4 * Quarter) - 10, Kick))).Phrase;
        Assert.Equal([0, 48], phrase.Hits.Where(hit => hit.Drum == 0).Select(hit => hit.Step));
    }

    [Fact]
    public void RaggedEndOfARecordingIsNotOneMoreBar()
    {
        var score = new Score(new TempoMap(Quarter), new MeterMap(), [Hit(0, Kick)], new Ticks((4 * Quarter) + 19));
        Assert.Equal([0, 48], Assert.Single(PhraseReader.Read(score, TwoBars, AnyHits).Rhythms()).Phrase.Hits.Select(hit => hit.Step));
    }

    [Fact]
    public void EndInsideABarIsRoundedUpToTheBar() =>
        Assert.Equal([0, 48], Assert.Single(Read(3, (0, Kick))).Phrase.Rhythm().Hits.Select(hit => hit.Step));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LouderOfTwoHitsInACellStays(bool loudFirst)
    {
        var (first, second) = loudFirst ? (120, 40) : (40, 120);
        var score = ScoreOf(8, new MeterMap(), [Hit(0, Kick, velocity: first), Hit(4, 35, velocity: second)]);
        var hit = Assert.Single(PhraseReader.Read(score, TwoBars, AnyHits).Phrases[0].Phrase.Rhythm().Hits);
        Assert.Equal((120 / 127f, loudFirst ? 0 : 0.2f), (hit.Velocity, hit.Offset));
    }

    [Fact]
    public void SeveralTempiAreNoObstacle()
    {
        var tempo = new TempoMap(Quarter, new Tempo(default, 400_000), new Tempo(new Ticks(Quarter), 700_000));
        var score = new Score(tempo, new MeterMap(), [Hit(0, Kick), Hit(4 * Quarter, Snare)], new Ticks(8 * Quarter));
        Assert.Equal([0, 48], PhraseReader.Read(score, TwoBars, AnyHits).Phrases[0].Phrase.Rhythm().Hits.Select(hit => hit.Step));
    }

    [Fact]
    public void DrumsOfASongAreItsChannel10()
    {
        var score = ScoreOf(8, new MeterMap(), [Hit(0, Kick), Hit(Quarter, Snare, channel: 0)]);
        Assert.Equal(0, Assert.Single(PhraseReader.Read(score, TwoBars, AnyHits).Phrases[0].Phrase.Rhythm().Hits).Drum);
    }

    [Fact]
    public void ClipOnOneOtherChannelIsDrums()
    {
        var score = ScoreOf(8, new MeterMap(), [Hit(0, Kick, channel: 0), Hit(Quarter, Snare, channel: 0)]);
        Assert.Equal(2, PhraseReader.Read(score, TwoBars, AnyHits).Phrases[0].Phrase.Rhythm().Hits.Length);
    }

    [Fact]
    public void SongWithoutChannel10HasNoDrums() =>
        AssertRejected(ScoreOf(8, new MeterMap(), [Hit(0, Kick, channel: 0), Hit(0, Snare, channel: 1)]), "no drums: several channels, and none of them is channel 10");

    [Fact]
    public void NotesOutsideTheKitAreNoDrums() =>
        AssertRejected(ScoreOf(8, new MeterMap(), [Hit(0, 100)]), "no drums: no note is in the kit general");

    [Fact]
    public void ScoreWithoutNotesSaysSo() => AssertRejected(ScoreOf(8, new MeterMap(), []), "no notes");

    [Theory]
    [InlineData(3, 4)]
    [InlineData(12, 8)]
    [InlineData(7, 8)]
    public void MetreThatDoesNotFillTheGridSaysSo(int numerator, int denominator) =>
        AssertRejected(
            ScoreOf(8, new MeterMap(new Meter(default, numerator, denominator)), [Hit(0, Kick)]), $"{numerator}/{denominator}: the grid holds 4/4");

    [Fact]
    public void TwelveEightFillsAGridOfItsOwn()
    {
        var grid = TwoBars with { Quarters = 6 };
        var score = ScoreOf(12, new MeterMap(new Meter(default, 12, 8)), [Hit(0, Kick), Hit(6 * Quarter, Kick)]);
        Assert.Equal([0, 6], PhraseReader.Read(score, grid, AnyHits).Phrases.Select(phrase => phrase.At.Value));
    }

    [Fact]
    public void WindowsStartAnewAtAChangeOfMetre()
    {
        var meters = new MeterMap(new Meter(default, 3, 4), new Meter(new Ticks(3 * Quarter), 4, 4));
        var score = ScoreOf(11, meters, [Hit(0, Snare), Hit((3 * Quarter) - 10, Kick), Hit(4 * Quarter, Snare)]);
        var extraction = PhraseReader.Read(score, TwoBars, AnyHits);
        var (at, phrase) = Assert.Single(extraction.Phrases);
        Assert.Equal(3, at.Value);
        Assert.Equal([(0, 0), (12, 1)], phrase.Rhythm().Hits.Select(hit => (hit.Step, hit.Drum)));
        Assert.Equal([new Rejection("3/4: the grid holds 4/4", 1)], extraction.Rejections);
    }

    [Fact]
    public void MetreNamedAgainIsNoChange()
    {
        var meters = new MeterMap([.. Enumerable.Range(0, 4).Select(bar => new Meter(new Ticks(bar * 4 * Quarter), 4, 4))]);
        var score = ScoreOf(16, meters, [Hit(0, Kick), Hit(4 * Quarter, Kick), Hit(12 * Quarter, Kick)]);
        Assert.Equal([0, 8], PhraseReader.Read(score, TwoBars, AnyHits).Phrases.Select(phrase => phrase.At.Value));
    }

    [Fact]
    public void WindowCutShortByAChangeOfMetreIsLeftOut()
    {
        var meters = new MeterMap(new Meter(new Ticks(4 * Quarter), 3, 4));
        var score = ScoreOf(7, meters, [Hit(0, Kick)]);
        Assert.Equal([new Rejection("cut short by a change of metre", 1)], PhraseReader.Read(score, TwoBars, AnyHits).Rejections);
    }

    [Fact]
    public void HoursOfSilenceCostNoTime()
    {
        var score = new Score(new TempoMap(1), new MeterMap(), [Hit(0, Kick)], new Ticks(1L << 50));
        var extraction = PhraseReader.Read(score, TwoBars, AnyHits);
        Assert.Single(extraction.Phrases);
        Assert.Equal(int.MaxValue, Assert.Single(extraction.Rejections).Count);
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(16, 2)]
    [InlineData(32, 1)]
    public void LoopIsRepeatedToFillTheGrid(int quarters, int times)
    {
        var score = ScoreOf(quarters, new MeterMap(), [Hit(0, Kick), Hit(Quarter / 2, 51)]);
        var phrase = Assert.Single(PhraseReader.Read(score, Loops, ExtractionRules.DrumLoops).Rhythms()).Phrase;
        Assert.Equal(Enumerable.Range(0, times).Select(i => (i * quarters * 2, 0)), phrase.Hits.Where(hit => hit.Drum == 0).Select(hit => (hit.Step, hit.Drum)));
        Assert.Equal(Enumerable.Range(0, times).Select(i => ((i * quarters * 2) + 1, 4)), phrase.Hits.Where(hit => hit.Drum != 0).Select(hit => (hit.Step, hit.Drum)));
    }

    [Fact]
    public void LoopTiesGoToTheEvenStep()
    {
        // Half way between two steps of an eighth, 240 ticks.
        var score = ScoreOf(8, new MeterMap(), [Hit(120, Kick), Hit(360, Snare)]);
        var phrase = PhraseReader.Read(score, Loops, ExtractionRules.DrumLoops).Phrases[0].Phrase;
        Assert.Equal([(0, 0), (2, 1)], phrase.Rhythm().Hits.Where(hit => hit.Step < 16).Select(hit => (hit.Step, hit.Drum)));
    }

    [Fact]
    public void LoopClampsItsLastStepAndKeepsTheLastHit()
    {
        var score = ScoreOf(8, new MeterMap(), [Hit((8 * Quarter) - 200, Kick, velocity: 127), Hit((8 * Quarter) - 10, Kick, velocity: 10)]);
        var hit = PhraseReader.Read(score, Loops, ExtractionRules.DrumLoops).Phrases[0].Phrase.Rhythm().Hits[0];
        Assert.Equal(new Hit(15, 0, 10 / 127f, 0), hit);
    }

    [Theory]
    [InlineData(7.4)]
    [InlineData(12)]
    [InlineData(64)]
    public void LoopOfAnotherLengthSaysSo(double quarters)
    {
        var score = new Score(new TempoMap(Quarter), new MeterMap(), [Hit(0, Kick)], new Ticks((long)(quarters * Quarter)));
        Assert.Equal([new Rejection("no loop of 8, 16, 32 quarters", 1)], PhraseReader.Read(score, Loops, ExtractionRules.DrumLoops).Rejections);
    }

    [Fact]
    public void LoopOfAnotherMetreSaysSo()
    {
        var score = ScoreOf(8, new MeterMap(new Meter(default, 6, 8)), [Hit(0, Kick)]);
        Assert.Equal([new Rejection("6/8: the grid holds 4 beats in the bar", 1)], PhraseReader.Read(score, Loops, ExtractionRules.DrumLoops).Rejections);
    }

    private static IReadOnlyList<(Quarters At, GridPhrase Phrase)> Read(int quarters, params (int Tick, int Pitch)[] hits) =>
        PhraseReader.Read(ScoreOf(quarters, new MeterMap(), [.. hits.Select(hit => Hit(hit.Tick, hit.Pitch))]), TwoBars, AnyHits).Rhythms();

    private static void AssertRejected(Score score, string reason)
    {
        var extraction = PhraseReader.Read(score, TwoBars, AnyHits);
        Assert.Empty(extraction.Phrases);
        Assert.Equal([new Rejection(reason, 1)], extraction.Rejections);
    }

    private static Score ScoreOf(int quarters, MeterMap meters, Note[] notes) => new(new TempoMap(Quarter), meters, notes, new Ticks(quarters * Quarter));

    private static Note Hit(int tick, int pitch, int velocity = 100, int channel = Note.DrumChannel) =>
        new(new Ticks(tick), new Ticks(10), (byte)channel, (byte)pitch, (byte)velocity);
}
