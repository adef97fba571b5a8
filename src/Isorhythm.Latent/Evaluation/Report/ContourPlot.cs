namespace Isorhythm.Latent;

/// <summary>The map of a latent space with its phrases, and lines of equal heard distance from its middle.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">Where the points come from.</param>
/// <param name="Contours">The lines.</param>
/// <param name="Extent">The map shows x and y from -Extent to Extent.</param>
/// <param name="Points">Where the phrases lie.</param>
internal sealed record ContourPlot(string Title, string Caption, EquidistanceContours Contours, double Extent, IReadOnlyList<(float X, float Y)> Points)
    : Plot(Title, Caption)
{
    private const double Side = 420;
    private const double Edge = 28;
    private const double Size = Side + (2 * Edge);

    /// <inheritdoc/>
    public override string Svg()
    {
        var canvas = new SvgCanvas(Size, Size, Title);
        canvas.Box(Edge, Edge, Side, Side, ReportStyle.Ground, 4);
        foreach (var (x, y) in Points)
        {
            canvas.Mark(0, At(x), At(-y), 2.6, ReportStyle.Quiet);
        }

        foreach (var (line, radii) in Contours.Radii.Index())
        {
            Draw(canvas, radii, $"a heard distance of {ReportStyle.Number((line + 1) * Contours.Distance)}");
        }

        canvas.Mark(1, At(0), At(0), 4, ReportStyle.Model, "the middle of the map");
        canvas.Text(At(-Extent), Size - 10, ReportStyle.Number(-Extent), 12, ReportStyle.Quiet, "middle");
        canvas.Text(At(0), Size - 10, "0", 12, ReportStyle.Quiet, "middle");
        canvas.Text(At(Extent), Size - 10, ReportStyle.Number(Extent), 12, ReportStyle.Quiet, "middle");

        return canvas.ToString();
    }

    private double At(double value) => Edge + (Side * (value + Extent) / (2 * Extent));

    /// <summary>A line is broken where it leaves the map.</summary>
    private void Draw(SvgCanvas canvas, double[] radii, string tip)
    {
        for (var ray = 0; ray < radii.Length; ray++)
        {
            var next = (ray + 1) % radii.Length;
            if (double.IsFinite(radii[ray]) && double.IsFinite(radii[next]))
            {
                canvas.Path([Point(ray, radii[ray]), Point(next, radii[next])], ReportStyle.Model, 1.6, tip);
            }
        }
    }

    private (double X, double Y) Point(int ray, double radius)
    {
        var angle = 2 * Math.PI * ray / EquidistanceContours.Rays;
        return (At(radius * Math.Cos(angle)), At(-radius * Math.Sin(angle)));
    }
}
