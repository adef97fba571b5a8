using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class ReportDocumentTests
{
    [Fact]
    public void Json_has_the_names_and_the_shape_of_the_contract()
    {
        using var json = JsonDocument.Parse(Report().ToJson());

        Assert.Equal(["model", "data", "protocols"], json.RootElement.EnumerateObject().Select(member => member.Name));
        var metrics = json.RootElement.GetProperty("protocols").GetProperty("reconstruction");
        Assert.Equal(["sampledAccuracy", "majorityBaseline"], metrics.EnumerateObject().Select(metric => metric.Name));
        Assert.Equal(["value", "low", "high", "n"], metrics.GetProperty("sampledAccuracy").EnumerateObject().Select(part => part.Name));
        Assert.Equal(0.8, metrics.GetProperty("sampledAccuracy").GetProperty("value").GetDouble());
        Assert.Equal(40, metrics.GetProperty("sampledAccuracy").GetProperty("n").GetInt32());
    }

    [Fact]
    public void Page_needs_nothing_but_itself_and_leads_to_its_MIDI_files_alone()
    {
        var page = Report().ToHtml();

        Assert.DoesNotMatch("(?i)<script[^>]* src", page);
        Assert.DoesNotMatch("(?i)(src|href)=\"(?!#|midi/[a-z0-9-]+\\.mid\"|data:,\")", page);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Names_are_text_and_never_markup()
    {
        var page = (Report() with { Model = "<b>&\"x", Data = "a <i> folder", Training = "</script><b>" }).ToHtml();

        Assert.Contains("&lt;b&gt;&amp;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_figure_is_well_formed_and_says_how_many_examples_it_rests_on()
    {
        var page = Report().ToHtml();
        var pictures = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline).Select(match => XDocument.Parse(match.Value).Root!).ToArray();

        Assert.Equal(6, pictures.Length);
        Assert.All(Regex.Matches(page, "<figcaption>(.*?)</figcaption>").Select(match => match.Groups[1].Value),
            caption => Assert.Contains("40", caption, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_go_through_their_points_and_bands_through_their_intervals()
    {
        var flat = new Estimate(0.5, 0.25, 0.75, 40);
        var plot = new LinePlot("t", "c", "x", "y", [new PlotSeries("model", [(0, flat), (1, flat)])]);
        var paths = XDocument.Parse(plot.Svg()).Descendants().Where(node => node.Name.LocalName == "path").ToArray();
        var band = Numbers(paths[0].Attribute("d")!.Value);
        var line = Numbers(paths[1].Attribute("d")!.Value);

        Assert.Equal(4, line.Length);
        Assert.Equal(8, band.Length);
        Assert.Equal(line[1], line[3]);
        // Above, above, below, below: the line lies in the middle of the band.
        Assert.Equal(line[1], (band[1] + band[5]) / 2, 0.02);
        Assert.True(band[1] < line[1] && line[1] < band[5]);
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        var plot = new BarPlot("t", "c", "x", ["model", "majority"],
        [
            new BarGroup("a", [new Estimate(0.8, 0.7, 0.9, 40), new Estimate(0.4, 0.3, 0.5, 40)]),
            new BarGroup("b", [null, new Estimate(0.2, 0.1, 0.3, 40)]),
        ]);
        var bars = XDocument.Parse(plot.Svg()).Descendants()
            .Where(node => node.Name.LocalName == "rect" && node.Attribute("height")!.Value == "15")
            .Select(node => double.Parse(node.Attribute("width")!.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(3, bars.Length);
        Assert.Equal(2, bars[0] / bars[1], 0.01);
        Assert.Equal(2, bars[1] / bars[2], 0.01);
    }

    [Fact]
    public void Ticks_are_round_and_hold_every_value()
    {
        var scale = PlotScale.Over([0.013, 0.98], 0, 100, ticks: 5);

        Assert.Equal(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], scale.Ticks().Select(scale.Label));
        Assert.Equal((0, 100), (scale.At(0), scale.At(1)));
        Assert.Equal(["−0.5", "0.0", "0.5"], PlotScale.Over([-0.4, 0.45], 0, 1, ticks: 2).Ticks().Select(PlotScale.Over([-0.4, 0.45], 0, 1, ticks: 2).Label));
    }

    [Fact]
    public void A_box_shows_the_middle_half_and_whiskers_nine_tenths()
    {
        var row = BoxRow.Of("row", Enumerable.Range(0, 101).Reverse().Select(i => (double)i));

        Assert.Equal((5, 25, 50, 75, 95, 50), (row.Low, row.Quarter, row.Median, row.ThreeQuarters, row.High, row.Mean));
    }

    [Fact]
    public void A_line_of_equal_distance_breaks_where_it_leaves_the_map()
    {
        double[] radii = [.. Enumerable.Range(0, EquidistanceContours.Rays).Select(ray => ray < 10 ? double.NaN : 2.0)];
        int Pieces(EquidistanceContours contours) => Regex.Count(new ContourPlot("t", "c", contours, 3, []).Svg(), "<path d=");

        Assert.Equal(EquidistanceContours.Rays, Pieces(Circle));
        Assert.Equal(EquidistanceContours.Rays - 11, Pieces(new EquidistanceContours(1, [radii])));
        Assert.Equal(0, Circle.Variation);
    }

    [Fact]
    public void A_picture_of_a_phrase_draws_every_onset_in_its_place_higher_voices_above_loud_ones_brighter()
    {
        var grid = ((GridRepresentation)Representation.Named("drums-4x8x9")).Grid;
        GridPhrase phrase = new(grid, new Hit(0, 0, 1, 0), new Hit(16, 0, 0.2f, 0), new Hit(31, 7, 1, 0.5f));
        var svg = PhrasePicture.Draw(phrase, PhrasePicture.VoicesOf([phrase]), "#ffffff", "title");

        var boxes = Regex.Matches(svg, "<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\".*?fill-opacity=\"([0-9.]+)\"")
            .Select(box => (X: Parsed(box.Groups[1]), Y: Parsed(box.Groups[2]), Brightness: Parsed(box.Groups[3]))).ToArray();

        Assert.Equal(3, boxes.Length);
        var (first, later, high) = (boxes[0], boxes[1], boxes[2]);
        Assert.True(high.Y < first.Y);
        Assert.Equal(first.Y, later.Y, 1e-6);
        Assert.Equal(16, 31.25 * (later.X - first.X) / (high.X - first.X), 0.01);
        Assert.True(later.Brightness < first.Brightness);

        static double Parsed(Group number) => double.Parse(number.ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static EquidistanceContours Circle => new(1.5, [[.. Enumerable.Repeat(2.0, EquidistanceContours.Rays)]]);

    internal static ReportDocument Report()
    {
        Estimate Of(double value) => new(value, value - 0.05, value + 0.05, 40);
        IReadOnlyList<(double, Estimate)> Curve(Func<double, double> curve) => [.. Enumerable.Range(0, 11).Select(i => (i / 10.0, Of(curve(i / 10.0))))];
        string[] attributes = ["C diatonic", "density", "average interval", "16th syncopation", "8th syncopation"];
        Estimate?[][] Cells(double sign) =>
            [.. attributes.Index().Select(row => attributes.Index().Select(column =>
                row.Index == 2 && column.Index == 4 ? null : new Estimate(sign * (row.Index == column.Index ? 80 : (7 * row.Index) - (11 * column.Index)), -20, 30, 40)).ToArray())];
        return new ReportDocument(
            "hierdec-mel-16bar-small",
            "folk melodies: 40 windows of 8 songs that training did not see",
            [
                new("reconstruction", "Windows of songs that training did not see are encoded and decoded.",
                    new OrderedDictionary<string, Estimate> { ["sampledAccuracy"] = Of(0.8), ["majorityBaseline"] = Of(0.55) },
                    [
                        new BarPlot("Share of steps that come back", "n = 40 windows of 8 songs; majority learned from the training windows.", "accuracy",
                            ["model, teacher-forced", "model, sampled", "majority", "nearest copy"],
                            [
                                new BarGroup("melody", [Of(0.92), Of(0.81), Of(0.55), Of(0.61)]),
                                new BarGroup("bass", [Of(0.88), Of(0.77), Of(0.65), null]),
                            ]),
                    ]),
                new("interpolation", "Pairs of windows, walked along the sphere in ten steps.",
                    new OrderedDictionary<string, Estimate> { ["relativeCost.0.5"] = Of(1.02) },
                    [
                        new LinePlot("Distance to A", "n = 40 pairs; blend: each step from B with probability alpha.", "alpha", "Hamming distance to A, share of steps",
                            [new("model", Curve(x => 0.15 + (0.6 * x))), new("blend of the data", Curve(x => 0.8 * x)), new("majority", Curve(_ => 0.6))]),
                    ]),
                new("attributes", "Vectors are added to and subtracted from samples of the prior.",
                    new OrderedDictionary<string, Estimate> { ["density.add.density"] = Of(80) },
                    [
                        new HeatTable("Change of every attribute", "n = 40 samples of the prior; vectors from 400 training windows.", attributes, attributes,
                            [new HeatPanel("added", Cells(1)), new HeatPanel("subtracted", Cells(-1))]),
                    ]),
                new("geometry", "The metric of the decoder.",
                    new OrderedDictionary<string, Estimate> { ["medianConditionNumber"] = Of(9) },
                    [
                        new PhraseStrips("A walk", "n = 1 pair of 40.", [new("A to B", [TinyModels.Phrase(DrumGrid.Named("drums-4x8x9"), new(1, "strip"))], ["0"])]),
                        new BoxPlot("Condition number", "n = 40 phrases.", "log10", [BoxRow.Of("at phrases", Enumerable.Range(0, 41).Select(i => i / 10.0))]),
                        new ContourPlot("Lines of equal distance", "n = 40 phrases.", Circle, 3, [(1, 1), (-2, 0.5f)]),
                    ]),
            ]);
    }

    private static double[] Numbers(string path) =>
        [.. Regex.Matches(path, @"-?\d+(\.\d+)?").Select(match => double.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];
}
