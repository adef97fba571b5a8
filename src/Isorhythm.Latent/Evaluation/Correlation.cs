namespace Isorhythm.Latent;

/// <summary>How two rows of numbers vary together.</summary>
internal static class Correlation
{
    /// <summary>Pearson's r over the chosen examples; not a number where one of the two does not vary.</summary>
    internal static double Pearson(double[] x, double[] y, ReadOnlySpan<int> examples)
    {
        var (meanX, meanY) = (0.0, 0.0);
        foreach (var i in examples)
        {
            (meanX, meanY) = (meanX + (x[i] / examples.Length), meanY + (y[i] / examples.Length));
        }

        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        foreach (var i in examples)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            (xx, yy, xy) = (xx + (dx * dx), yy + (dy * dy), xy + (dx * dy));
        }

        return xy / Math.Sqrt(xx * yy);
    }
}
