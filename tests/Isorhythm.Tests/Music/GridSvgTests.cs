using System.Globalization;
using System.Xml.Linq;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class GridSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly DrumGrid Grid = DrumGrid.Named("drums-12x8x9");

    [Fact]
    public void EveryHitIsDrawnInItsDrumsColour()
    {
        var colours = Hits(GridSvg.Draw(new GridPhrase(Grid, new Hit(0, 0, 1, 0), new Hit(5, 0, 1, 0), new Hit(5, 8, 1, 0)))).Select(hit => (string?)hit.Attribute("fill"));
        Assert.Equal(["#E69F00", "#E69F00", "#B5E2A0"], colours);
    }

    [Fact]
    public void LouderIsHigherAndLaterIsFurtherRight()
    {
        var hits = Hits(GridSvg.Draw(new GridPhrase(Grid, new Hit(0, 0, 0.2f, -0.5f), new Hit(1, 0, 0.9f, -0.5f), new Hit(2, 0, 0.9f, 0.5f))));
        Assert.True(Number(hits[0], "height") < Number(hits[1], "height"));
        var (first, second) = (Number(hits[1], "x") - Number(hits[0], "x"), Number(hits[2], "x") - Number(hits[1], "x"));
        Assert.Equal(1.5, second / first, 0.02);
    }

    [Fact]
    public void PhrasesLieBelowOneAnother()
    {
        var phrase = new GridPhrase(Grid, new Hit(0, 0, 1, 0));
        var hits = Hits(GridSvg.Draw(phrase, phrase, phrase));
        Assert.Equal(3, hits.Select(hit => Number(hit, "y")).Distinct().Count());
        Assert.Single(hits.Select(hit => Number(hit, "x")).Distinct());
    }

    [Theory]
    [InlineData("greedy")]
    [InlineData("strict")]
    [InlineData("greedy-3")]
    [InlineData("strict-3")]
    [InlineData("drum-loops")]
    public void EveryKitCanBeDrawnWithItsNames(string kit)
    {
        var grid = Grid with { Kit = DrumKit.Named(kit) };
        var picture = XDocument.Parse(GridSvg.Draw(new GridPhrase(grid, Enumerable.Range(0, grid.Drums).Select(drum => new Hit(0, drum, 1, 0)))));
        Assert.Equal(grid.Kit.Drums.Select(drum => drum.Name), picture.Descendants(Svg + "text").Where(text => (string?)text.Attribute("class") == "drum").Select(text => text.Value));
    }

    [Fact]
    public void NoPhrasesOrMixedGridsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => GridSvg.Draw());
        Assert.Throws<ArgumentException>(() => GridSvg.Draw(new GridPhrase(Grid), new GridPhrase(DrumGrid.Named("drums-24x4x3"))));
    }

    private static List<XElement> Hits(string picture) =>
        [.. XDocument.Parse(picture).Descendants(Svg + "rect").Where(rect => (string?)rect.Attribute("class") == "hit")];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
