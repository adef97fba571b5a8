namespace Isorhythm.Latent;

/// <summary>Points of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Points">Where they lie.</param>
internal sealed record ScatterSeries(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Points of some kinds in a plane whose directions have no names (Fig. 5 of MusAE).</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">Where the points come from.</param>
/// <param name="Series">The kinds.</param>
internal sealed record ScatterPlot(string Title, string Caption, IReadOnlyList<ScatterSeries> Series) : Plot(Title, Caption)
{
    private const double Side = 420;
    private const double Edge = 14;

    /// <inheritdoc/>
    public override string Svg()
    {
        string[] names = [.. Series.Select(series => series.Name)];
        var top = PlotLegend.Rows(names, Side) * PlotLegend.RowHeight;
        var canvas = new SvgCanvas(Side, top + Side, Title);
        PlotLegend.Draw(canvas, names, 0, PlotLegend.RowHeight / 2, Side, (index, x, y) => canvas.Mark(index, x, y, 4, Colour(index)));
        canvas.Box(0, top, Side, Side, ReportStyle.Ground, 4);
        var points = Series.SelectMany(series => series.Points).ToList();
        var (middleX, middleY) = ((points.Min(point => point.X) + points.Max(point => point.X)) / 2, (points.Min(point => point.Y) + points.Max(point => point.Y)) / 2);
        var reach = Math.Max(1e-9, points.Max(point => Math.Max(Math.Abs(point.X - middleX), Math.Abs(point.Y - middleY))));
        var scale = ((Side / 2) - Edge) / reach;
        foreach (var (index, series) in Series.Index())
        {
            foreach (var (x, y) in series.Points)
            {
                canvas.Mark(index, (Side / 2) + (scale * (x - middleX)), top + (Side / 2) - (scale * (y - middleY)), 3, Colour(index));
            }
        }

        return canvas.ToString();
    }

    private string Colour(int index) => ReportStyle.Colour(Series.Count == 1 ? 0 : index);
}
