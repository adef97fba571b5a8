using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class GrooveTests
{
    private static readonly DrumGrid Twelve = DrumGrid.Named("drums-12x8x9");

    [Theory]
    [InlineData(0.5, 3, 0)]
    [InlineData(0.75, 3, 1.5)]
    [InlineData(0.75, 9, 1.5)]
    [InlineData(0.75, 0, 0)]
    [InlineData(0.75, 6, 0)]
    [InlineData(0.75, 4, 0)]
    public void SwingDelaysEverySecondSixteenthAndLeavesBeatsAndTripletsAlone(double swing, int step, double delay) =>
        Assert.Equal(delay, new Groove(swing).Delay(step, 12));

    [Fact]
    public void EighthsAreSwungWhereThereAreNoSixteenthsOrWhereTheyAreAskedFor()
    {
        Assert.Equal(0.5, new Groove(0.75).Delay(1, 2));
        Assert.Equal(3, new Groove(0.75, Per: 8).Delay(6, 12));
        Assert.Equal(0, new Groove(0.75, Per: 8).Delay(3, 12));
    }

    [Fact]
    public void AScoreIsPlayedInItsGroove()
    {
        var phrase = new GridPhrase(Twelve, [new Hit(0, 0, 0.5f, 0), new Hit(3, 0, 0.5f, 0.4f)]);
        var quarter = PhraseWriter.ToScore([phrase], 120).Tempo.TicksPerQuarter;

        Assert.Equal(3.2 / 12, Second(new Groove()), 1e-3);
        Assert.Equal((3 + 1.5 + 0.2) / 12, Second(new Groove(0.75)), 1e-3);
        Assert.Equal((3 + 0.1) / 12, Second(new Groove(Quantise: 0.5)), 1e-3);

        double Second(Groove groove) => (double)PhraseWriter.ToScore([phrase], 120, groove).Notes[1].Start.Value / quarter;
    }

    [Fact]
    public void ASwungNoteBeginsLaterAndEndsWhereTheNextBegins()
    {
        var melody = ((Latent.TokenRepresentation)Latent.Representation.Named("melody-2bar")).Tracks;
        var phrase = TokenPhrase.Of(melody, [(0, new TokenNote(1, 1, 60)), (0, new TokenNote(2, 2, 62))]);
        var notes = TokenWriter.ToScore([phrase], 120, new Groove(0.75)).Notes;
        Assert.Equal([180, 240], notes.Select(note => note.Start.Value));
        Assert.Equal([60, 240], notes.Select(note => note.Duration.Value));
    }
}
