namespace Isorhythm.Latent;

/// <summary>The axis below a plot of horizontal bars or boxes.</summary>
internal static class PlotAxis
{
    /// <summary>What the axis takes below the plot.</summary>
    internal const double Height = 46;

    /// <summary>A line up from each tick, its number below, and the title.</summary>
    internal static void Draw(SvgCanvas canvas, PlotScale xs, double top, double bottom, string title)
    {
        foreach (var tick in xs.Ticks())
        {
            canvas.Line(xs.At(tick), top, xs.At(tick), bottom, ReportStyle.Line);
            canvas.Text(xs.At(tick), bottom + 14, xs.Label(tick), 12, ReportStyle.Quiet, "middle");
        }

        canvas.Text((xs.Start + xs.End) / 2, bottom + 34, title, 12, ReportStyle.Quiet, "middle");
    }
}
