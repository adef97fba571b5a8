namespace Isorhythm.Latent;

/// <summary>One line of a <see cref="LinePlot"/>.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Points">Values over x, from left to right.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<(double X, Estimate Y)> Points);

/// <summary>Lines over a common x, each in a band of its 95% intervals.</summary>
internal sealed record LinePlot(string Title, string Caption, string XTitle, string YTitle, IReadOnlyList<PlotSeries> Series)
    : Plot(Title, Caption)
{
    private const double Width = 560;
    private const double PlotHeight = 250;
    private const double Left = 44;
    private const double Right = Width - 18;

    private double LegendHeight => PlotLegend.RowHeight * PlotLegend.Rows(Series.Select(series => series.Name), Right);

    private double Top => LegendHeight + 36;

    private double Bottom => Top + PlotHeight;

    /// <inheritdoc/>
    public override string Svg()
    {
        var points = Series.SelectMany(series => series.Points).ToList();
        var xs = PlotScale.Over(points.Select(point => point.X), Left, Right, ticks: 10);
        var ys = PlotScale.Over(points.SelectMany(point => new[] { point.Y.Low, point.Y.High, point.Y.Value }), Bottom, Top, ticks: 6);
        var canvas = new SvgCanvas(Width, Bottom + 44, Title);
        DrawAxes(canvas, xs, ys);
        // The model, the first, lies on top.
        for (var i = Series.Count - 1; i >= 0; i--)
        {
            DrawSeries(canvas, i, xs, ys);
        }

        DrawLegend(canvas);
        return canvas.ToString();
    }

    private void DrawAxes(SvgCanvas canvas, PlotScale xs, PlotScale ys)
    {
        foreach (var tick in ys.Ticks())
        {
            canvas.Line(Left, ys.At(tick), Right, ys.At(tick), ReportStyle.Line);
            canvas.Text(Left - 8, ys.At(tick), ys.Label(tick), 12, ReportStyle.Quiet, "end");
        }

        foreach (var tick in xs.Ticks())
        {
            canvas.Line(xs.At(tick), Bottom, xs.At(tick), Bottom + 5, ReportStyle.Axis);
            canvas.Text(xs.At(tick), Bottom + 17, xs.Label(tick), 12, ReportStyle.Quiet, "middle");
        }

        canvas.Line(Left, Bottom, Right, Bottom, ReportStyle.Axis);
        canvas.Text((Left + Right) / 2, Bottom + 36, XTitle, 12, ReportStyle.Quiet, "middle");
    }

    private void DrawSeries(SvgCanvas canvas, int index, PlotScale xs, PlotScale ys)
    {
        var colour = ReportStyle.Colour(index);
        var points = Series[index].Points;
        var above = points.Select(point => (xs.At(point.X), ys.At(point.Y.High)));
        var below = points.Reverse().Select(point => (xs.At(point.X), ys.At(point.Y.Low)));
        canvas.Area(above.Concat(below), colour, 0.18);
        canvas.Path(points.Select(point => (xs.At(point.X), ys.At(point.Y.Value))), colour, 2);
        foreach (var (x, y) in points)
        {
            var tip = $"{Series[index].Name} at {xs.Label(x)}: {ReportStyle.Interval(y)}";
            canvas.Mark(index, xs.At(x), ys.At(y.Value), 4, colour, tip);
        }
    }

    private void DrawLegend(SvgCanvas canvas)
    {
        PlotLegend.Draw(canvas, [.. Series.Select(series => series.Name)], 0, 10, Right, (index, x, y) =>
            canvas.Mark(index, x, y, 4, ReportStyle.Colour(index)));
        canvas.Text(0, LegendHeight + 16, YTitle, 12, ReportStyle.Quiet);
    }
}
