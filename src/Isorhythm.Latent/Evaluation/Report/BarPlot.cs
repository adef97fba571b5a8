namespace Isorhythm.Latent;

/// <summary>One group of a <see cref="BarPlot"/>: a name, and a bar for each series that has a value.</summary>
internal sealed record BarGroup(string Name, IReadOnlyList<Estimate?> Bars);

/// <summary>Horizontal bars in groups, each with its 95% interval and its number.</summary>
internal sealed record BarPlot(string Title, string Caption, string XTitle, IReadOnlyList<string> Series, IReadOnlyList<BarGroup> Groups)
    : Plot(Title, Caption)
{
    private const double Width = 560;
    private const double Right = Width - 56;
    private const double Bar = 15;
    private const double BarGap = 5;
    private const double GroupGap = 16;

    // The groups' names, in front of the bars.
    private double Left => 18 + (7 * Groups.Max(group => group.Name.Length));

    private double Top => (PlotLegend.RowHeight * PlotLegend.Rows(Series, Width)) + 18;

    /// <inheritdoc/>
    public override string Svg()
    {
        var bars = Groups.SelectMany(group => group.Bars.OfType<Estimate>()).ToList();
        var xs = PlotScale.Over(bars.SelectMany(bar => new[] { 0, bar.Low, bar.High, bar.Value }), Left, Right, ticks: 5);
        var bottom = Top + Groups.Sum(HeightOf);
        var canvas = new SvgCanvas(Width, bottom + PlotAxis.Height, Title);
        PlotAxis.Draw(canvas, xs, Top - 6, bottom, XTitle);
        var y = Top;
        foreach (var group in Groups)
        {
            DrawGroup(canvas, group, xs, y);
            y += HeightOf(group);
        }

        DrawLegend(canvas);
        return canvas.ToString();
    }

    private static double HeightOf(BarGroup group) => (group.Bars.Count(bar => bar is not null) * (Bar + BarGap)) + GroupGap;

    private void DrawGroup(SvgCanvas canvas, BarGroup group, PlotScale xs, double y)
    {
        canvas.Text(Left - 12, y + ((HeightOf(group) - GroupGap - BarGap) / 2), group.Name, 13, ReportStyle.Text, "end");
        foreach (var (series, bar) in group.Bars.Index())
        {
            if (bar is not null)
            {
                DrawBar(canvas, series, bar, xs, y);
                y += Bar + BarGap;
            }
        }
    }

    private void DrawBar(SvgCanvas canvas, int series, Estimate bar, PlotScale xs, double y)
    {
        var (zero, end) = (xs.At(0), xs.At(bar.Value));
        var tip = $"{Series[series]}: {ReportStyle.Interval(bar)}";
        canvas.Box(Math.Min(zero, end), y, Math.Max(1, Math.Abs(end - zero)), Bar, ReportStyle.Colour(series), 1.5, tip);
        var (low, high, middle) = (xs.At(bar.Low), xs.At(bar.High), y + (Bar / 2));
        canvas.Line(low, middle, high, middle, ReportStyle.Ground, 3.5);
        canvas.Line(low, middle, high, middle, ReportStyle.Text, 1.5);
        canvas.Line(low, middle - 4, low, middle + 4, ReportStyle.Text, 1.5);
        canvas.Line(high, middle - 4, high, middle + 4, ReportStyle.Text, 1.5);
        canvas.TextOverLines(Math.Max(zero, Math.Max(end, high)) + 8, middle, ReportStyle.Number(bar.Value));
    }

    private void DrawLegend(SvgCanvas canvas) => PlotLegend.Draw(
        canvas, Series, 0, 10, Width, (index, x, y) => canvas.Box(x - 4, y - 5, 10, 10, ReportStyle.Colour(index)));
}
