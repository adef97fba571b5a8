using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class PhraseTests
{
    private static readonly DrumGrid Grid = DrumGrid.Named("drums-12x8x9");

    [Fact]
    public void HitsAreSortedByStepThenDrum()
    {
        var phrase = new GridPhrase(Grid, new Hit(3, 1, 1, 0), new Hit(0, 8, 1, 0), new Hit(3, 0, 1, 0));
        Assert.Equal([(0, 8), (3, 0), (3, 1)], phrase.Hits.Select(hit => (hit.Step, hit.Drum)));
    }

    [Fact]
    public void PhrasesAreEqualWhenGridAndHitsAre()
    {
        var phrase = new GridPhrase(Grid, new Hit(3, 1, 1, 0), new Hit(0, 8, 1, 0));
        var same = new GridPhrase(Grid with { }, new Hit(0, 8, 1, 0), new Hit(3, 1, 1, 0));
        Assert.Equal(phrase, same);
        Assert.Equal(phrase.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(phrase, new GridPhrase(Grid, new Hit(3, 1, 1, 0)));
        Assert.NotEqual(phrase, new GridPhrase(Grid with { Quarters = 16 }, phrase.Hits));
    }

    [Fact]
    public void WhatTheGridDoesNotHoldIsMadePlain()
    {
        var onsets = Grid with { Features = GridFeatures.Onset };
        Assert.Equal(new Hit(3, 1, 100 / 127f, 0), Assert.Single(new GridPhrase(onsets, new Hit(3, 1, 0.2f, 0.3f)).Hits));
    }

    [Theory]
    [InlineData(-1, 0, 1, 0)]
    [InlineData(96, 0, 1, 0)]
    [InlineData(0, -1, 1, 0)]
    [InlineData(0, 9, 1, 0)]
    [InlineData(0, 0, 1.01f, 0)]
    [InlineData(0, 0, float.NaN, 0)]
    [InlineData(0, 0, 1, -1.01f)]
    [InlineData(0, 0, 1, float.NaN)]
    public void HitOutsideTheGridIsRefused(int step, int drum, float velocity, float offset) =>
        Assert.Throws<ArgumentException>(() => new GridPhrase(Grid, new Hit(step, drum, velocity, offset)));

    [Fact]
    public void TwoHitsInOneCellAreRefused() =>
        Assert.Throws<ArgumentException>(() => new GridPhrase(Grid, new Hit(3, 1, 1, 0), new Hit(3, 1, 0.5f, 0)));
}
