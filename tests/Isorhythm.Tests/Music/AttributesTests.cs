using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class AttributesTests
{
    private static readonly GridPhrase Phrase = new(
        DrumGrid.Named("drums-24x4x3"), new Hit(0, 0, 1, 0.5f), new Hit(24, 1, 0.5f, -0.25f), new Hit(48, 0, 0.75f, 0.5f));

    [Fact]
    public void DensityIsHitsInAQuarter()
    {
        Assert.Equal(0.75, Attributes.Density(Phrase));
        Assert.Equal([0.5, 0.25, 0], Enumerable.Range(0, 3).Select(drum => Attributes.Density(Phrase, drum)));
    }

    [Fact]
    public void MeansAreOverTheHits() =>
        Assert.Equal((0.75, 0.25), (Attributes.MeanVelocity(Phrase), Attributes.MeanOffset(Phrase)));

    [Fact]
    public void SilenceHasNothing()
    {
        var silence = new GridPhrase(Phrase.Grid);
        Assert.Equal((0, 0, 0), (Attributes.Density(silence), Attributes.MeanVelocity(silence), Attributes.MeanOffset(silence)));
    }
}
