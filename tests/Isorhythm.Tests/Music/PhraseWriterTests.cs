using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class PhraseWriterTests
{
    private static readonly DrumGrid Grid = DrumGrid.Named("drums-12x8x9");
    private static readonly ExtractionRules Everything = ExtractionRules.RVae with { MinimumHits = 0 };

    [Fact]
    public void PlayedPhrasesReadBackTheSame() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(PhraseGenerator.PhrasesOfOneGrid, phrases =>
        {
            var played = phrases.Select(Recognisable).Where(phrase => phrase.Hits.Length > 0).ToList();
            if (played.Count > 0)
            {
                var reading = MidiReader.Read(MidiWriter.Write(PhraseWriter.ToScore(played, 120)));
                var extraction = PhraseReader.Read(reading.Score!, played[0].Grid, Everything);
                Assert.Equal(played, extraction.Phrases.Select(found => found.Phrase));
            }
        }));

    [Theory]
    [InlineData(24)]
    [InlineData(12)]
    [InlineData(7)]
    [InlineData(2)]
    public void OffsetComesBackWithinAThousandthOfAStep(int stepsPerQuarter)
    {
        var grid = Grid with { StepsPerQuarter = stepsPerQuarter };
        Assert.All(Enumerable.Range(-999, 1999), thousandths =>
        {
            var hit = new Hit(3, 0, 1, thousandths / 1000f);
            var score = PhraseWriter.ToScore([new GridPhrase(grid, hit)], 120);
            var read = Assert.Single(PhraseReader.Read(score, grid, Everything).Phrases).Phrase.Rhythm().Hits[0];
            // An offset counts in halves of a step.
            Assert.Equal(hit.Step + (hit.Offset / 2.0), read.Step + (read.Offset / 2.0), 1e-3);
        });
    }

    [Fact]
    public void ScoreEndsWhereTheLastPhraseDoes()
    {
        var score = PhraseWriter.ToScore([new GridPhrase(Grid, new Hit(95, 0, 1, 0.9f)), new GridPhrase(Grid, new Hit(95, 0, 1, 0.9f))], 160);
        Assert.Equal(16 * score.TicksPerQuarter, score.End.Value);
        Assert.Equal(160, score.Tempo.TempoAt(default).BeatsPerMinute, 1e-6);
    }

    [Fact]
    public void OffsetMovesAHitByHalvesOfAStep()
    {
        var score = PhraseWriter.ToScore([new GridPhrase(Grid, new Hit(12, 0, 1, 0.5f), new Hit(24, 0, 1, -0.5f))], 120);
        double[] quarters = [.. score.Notes.Select(note => (double)note.Start.Value / score.TicksPerQuarter)];
        Assert.Equal([1 + (0.25 / 12), 2 - (0.25 / 12)], quarters);
    }

    [Fact]
    public void HitBeforeTheStartOfTheScoreIsPlayedAtTheStart() =>
        Assert.Equal(0, Assert.Single(PhraseWriter.ToScore([new GridPhrase(Grid, new Hit(0, 0, 1, -1))], 120).Notes).Start.Value);

    [Fact]
    public void HitBeforeALaterPhraseIsPlayedBeforeIt()
    {
        var score = PhraseWriter.ToScore([new GridPhrase(Grid), new GridPhrase(Grid, new Hit(0, 0, 1, -1))], 120);
        Assert.Equal((8 * score.TicksPerQuarter) - (score.TicksPerQuarter / 24), Assert.Single(score.Notes).Start.Value);
    }

    [Fact]
    public void SilentHitIsStillHeard() =>
        Assert.Equal(1, Assert.Single(PhraseWriter.ToScore([new GridPhrase(Grid, new Hit(0, 0, 0, 0))], 120).Notes).Velocity);

    [Fact]
    public void NoteEndsBeforeTheNextOfItsDrum()
    {
        var score = PhraseWriter.ToScore([new GridPhrase(Grid, new Hit(0, 0, 1, 0), new Hit(1, 0, 1, 0), new Hit(1, 1, 1, 0))], 120);
        Assert.Equal(score.Notes[1].Start, score.Notes[0].End);
        Assert.Equal(score.TicksPerQuarter / 4, score.Notes[1].Duration.Value);
    }

    [Fact]
    public void NoPhrasesOrMixedGridsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => PhraseWriter.ToScore([], 120));
        Assert.Throws<ArgumentException>(() => PhraseWriter.ToScore([new GridPhrase(Grid), new GridPhrase(DrumGrid.Named("drums-24x4x3"))], 120));
    }

    // R-VAE's maps read some drums' own output pitch as another drum: the clap, 39, as the snare.
    private static GridPhrase Recognisable(GridPhrase phrase)
    {
        var kit = phrase.Grid.Kit;
        return new GridPhrase(phrase.Grid, phrase.Hits.Where(hit => kit.IndexOf(kit.Drums[hit.Drum].OutputPitch) == hit.Drum));
    }
}
