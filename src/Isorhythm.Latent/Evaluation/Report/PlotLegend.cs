namespace Isorhythm.Latent;

/// <summary>The names of a plot's series, each behind its mark, in as many rows as they need.</summary>
internal static class PlotLegend
{
    internal const double RowHeight = 20;

    /// <summary>The average at 12 pixels of the widest font that a reader may see in Inter's place.</summary>
    private const double LetterWidth = 7.2;

    private const double MarkWidth = 14;
    private const double Gap = 22;

    /// <summary>How many rows the names take.</summary>
    internal static int Rows(IEnumerable<string> names, double width) => (int)Math.Round(Places(names, width).Max(place => place.Y) / RowHeight) + 1;

    /// <summary>Draws the legend with its first row at <paramref name="y"/>; <paramref name="mark"/> draws the mark of a series at a point.</summary>
    internal static void Draw(SvgCanvas canvas, IReadOnlyList<string> names, double x, double y, double width, Action<int, double, double> mark)
    {
        foreach (var (index, place) in Places(names, width).Index())
        {
            mark(index, x + place.X + 4, y + place.Y);
            canvas.Text(x + place.X + MarkWidth, y + place.Y, names[index]);
        }
    }

    private static IEnumerable<(double X, double Y)> Places(IEnumerable<string> names, double width)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var name in names)
        {
            var needed = MarkWidth + (LetterWidth * name.Length);
            (x, y) = x > 0 && x + needed > width ? (0, y + RowHeight) : (x, y);
            yield return (x, y);
            x += needed + Gap;
        }
    }
}
