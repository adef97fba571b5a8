namespace Isorhythm.Latent;

/// <summary>One row of a <see cref="BoxPlot"/>: five quantiles and the mean.</summary>
internal sealed record BoxRow(string Name, double Low, double Quarter, double Median, double ThreeQuarters, double High, double Mean)
{
    /// <summary>The whiskers end at the 5th and the 95th hundredth.</summary>
    internal static BoxRow Of(string name, IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(name, At(0.05), At(0.25), At(0.5), At(0.75), At(0.95), sorted.Average());

        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}

/// <summary>Horizontal boxes: the middle half, the median in it, the mean as a mark, whiskers over nine tenths.</summary>
internal sealed record BoxPlot(string Title, string Caption, string XTitle, IReadOnlyList<BoxRow> Rows)
    : Plot(Title, Caption)
{
    private const double Width = 560;
    private const double Right = Width - 20;
    private const double Top = 18;
    private const double Box = 22;
    private const double RowHeight = 44;

    /// <summary>What a caption has to say of the drawing.</summary>
    internal const string Legend = "Boxes: the middle half with the median, and the mean as a diamond; whiskers: nine tenths of all.";

    // The rows' names, in front of the boxes.
    private double Left => 18 + (7 * Rows.Max(row => row.Name.Length));

    /// <inheritdoc/>
    public override string Svg()
    {
        var xs = PlotScale.Over(Rows.SelectMany(row => new[] { 0, row.Low, row.High, row.Mean }), Left, Right, ticks: 6);
        var bottom = Top + (Rows.Count * RowHeight);
        var canvas = new SvgCanvas(Width, bottom + PlotAxis.Height, Title);
        PlotAxis.Draw(canvas, xs, Top - 6, bottom, XTitle);
        foreach (var (index, row) in Rows.Index())
        {
            Draw(canvas, row, ReportStyle.Colour(index), xs, Top + ((index + 0.5) * RowHeight));
        }

        return canvas.ToString();
    }

    private void Draw(SvgCanvas canvas, BoxRow row, string colour, PlotScale xs, double y)
    {
        var tip = $"{row.Name}: median {ReportStyle.Number(row.Median)}, mean {ReportStyle.Number(row.Mean)}, middle half "
            + $"{ReportStyle.Number(row.Quarter)} to {ReportStyle.Number(row.ThreeQuarters)}, nine tenths {ReportStyle.Number(row.Low)} to {ReportStyle.Number(row.High)}";
        canvas.Text(Left - 12, y, row.Name, 13, ReportStyle.Text, "end");
        canvas.Line(xs.At(row.Low), y, xs.At(row.High), y, colour, 1.5);
        canvas.Line(xs.At(row.Low), y - 5, xs.At(row.Low), y + 5, colour, 1.5);
        canvas.Line(xs.At(row.High), y - 5, xs.At(row.High), y + 5, colour, 1.5);
        canvas.Box(xs.At(row.Quarter), y - (Box / 2), Math.Max(2, xs.At(row.ThreeQuarters) - xs.At(row.Quarter)), Box, colour, 2, tip);
        canvas.Line(xs.At(row.Median), y - (Box / 2), xs.At(row.Median), y + (Box / 2), ReportStyle.Ground, 2.5);
        canvas.Mark(1, xs.At(row.Mean), y, 4, ReportStyle.Text, tip);
    }
}
