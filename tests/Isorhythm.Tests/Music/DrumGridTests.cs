using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class DrumGridTests
{
    private const GridFeatures All = GridFeatures.Onset | GridFeatures.Velocity | GridFeatures.Microtiming;

    [Fact]
    public void ReadingWhatWasWrittenGivesTheSamePhrase() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(PhraseGenerator.PhrasesOfOneGrid, phrases =>
        {
            foreach (var phrase in phrases)
            {
                var values = new float[phrase.Grid.Width];
                phrase.Grid.Write(phrase, values);
                Assert.Equal(phrase, phrase.Grid.Read(values, 0));
            }
        }));

    [Fact]
    public void ValuesLieByFeatureThenDrumThenStep()
    {
        var grid = new DrumGrid(1, 2, DrumKit.Greedy3, All);
        var values = new float[18];
        grid.Write(new GridPhrase(grid, new Hit(1, 0, 0.5f, -0.25f), new Hit(0, 2, 1, 0.75f)), values);
        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0.5f, 0, 0, 1, 0, 0, -0.25f, 0, 0, 0.75f, 0], values);
    }

    [Fact]
    public void WritingClearsWhatWasThere()
    {
        var grid = DrumGrid.Named("drums-24x4x3");
        var values = Enumerable.Repeat(9f, grid.Width).ToArray();
        grid.Write(new GridPhrase(grid), values);
        Assert.All(values, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("drums-24x4x3", 24, 4, "greedy-3", All, 864)]
    [InlineData("drums-12x8x9", 12, 8, "general", All, 2592)]
    [InlineData("drums-12x8x9-greedy", 12, 8, "greedy", All, 2592)]
    [InlineData("drums-12x8x9-strict", 12, 8, "strict", All, 2592)]
    [InlineData("drums-24x4x3-strict-3", 24, 4, "strict-3", All, 864)]
    [InlineData("drums-2x32x9", 2, 32, "drum-loops", GridFeatures.Velocity, 576)]
    [InlineData("drums-4x8x9", 4, 8, "groove", All, 32 * 27)]
    [InlineData("drums-4x16x9", 4, 16, "groove", All, 64 * 27)]
    [InlineData("drums-4x4x9", 4, 4, "general", All, 16 * 27)]
    public void NamedGridsAreThePapers(string name, int stepsPerQuarter, int quarters, string kit, GridFeatures features, int width)
    {
        var grid = DrumGrid.Named(name);
        Assert.Equal(new DrumGrid(stepsPerQuarter, quarters, DrumKit.Named(kit), features), grid);
        Assert.Equal((name, width), (grid.Name, grid.Width));
    }

    [Fact]
    public void UnknownGridListsTheKnown() =>
        Assert.Contains("choose one of drums-24x4x3, drums-12x8x9, drums-2x32x9", Assert.Throws<ArgumentException>(() => DrumGrid.Named("x")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(0.49f, 1)]
    public void CellAtTheThresholdIsNoHit(float threshold, int hits)
    {
        var grid = new DrumGrid(1, 1, DrumKit.Greedy3, GridFeatures.Onset);
        Assert.Equal(hits, grid.Read([0, 0.5f, 0], threshold).Hits.Length);
    }

    [Fact]
    public void WhatADivergedModelGivesBecomesAPhrase()
    {
        var grid = new DrumGrid(1, 1, DrumKit.Greedy3, All);
        var phrase = grid.Read([1, 1, float.NaN, float.NaN, 7, 1, float.NegativeInfinity, float.NaN, 0], 0.5f);
        Assert.Equal<Hit>([new Hit(0, 0, 0, -1), new Hit(0, 1, 1, 0)], phrase.Hits);
    }

    [Fact]
    public void ArrayOfAnotherLengthIsRefused()
    {
        var grid = DrumGrid.Named("drums-24x4x3");
        Assert.Throws<ArgumentException>(() => grid.Read(new float[863], 0));
        Assert.Throws<ArgumentException>(() => grid.Write(new GridPhrase(grid), new float[865]));
    }

    [Fact]
    public void PhraseOfAnotherGridIsRefused() =>
        Assert.Throws<ArgumentException>(() => DrumGrid.Named("drums-12x8x9").Write(new GridPhrase(DrumGrid.Named("drums-24x4x3")), new float[2592]));
}
