namespace Isorhythm.Latent;

/// <summary>Values on a line of pixels, with ticks at round numbers.</summary>
/// <param name="Low">The value at the start.</param>
/// <param name="High">The value at the end.</param>
/// <param name="Start">The pixel of <paramref name="Low"/>.</param>
/// <param name="End">The pixel of <paramref name="High"/>.</param>
/// <param name="Step">From tick to tick.</param>
internal readonly record struct PlotScale(double Low, double High, double Start, double End, double Step)
{
    /// <summary>A scale that shows all values and ends on ticks; about so many ticks.</summary>
    internal static PlotScale Over(IEnumerable<double> values, double start, double end, int ticks)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (high - low < 1e-9)
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        var step = RoundUp((high - low) / ticks);
        return new(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, start, end, step);
    }

    internal double At(double value) => Start + ((value - Low) / (High - Low) * (End - Start));

    internal IEnumerable<double> Ticks()
    {
        for (var i = 0; i <= Math.Round((High - Low) / Step); i++)
        {
            yield return Low + (i * Step);
        }
    }

    /// <summary>A tick's text, with as many digits as the step needs.</summary>
    internal string Label(double tick)
    {
        var digits = Math.Max(0, (int)Math.Ceiling(-Math.Log10(Step) - 1e-9));
        var text = Math.Round(tick, digits).ToString("F" + digits);
        return (text.StartsWith('-') && tick > -Step / 2 ? text[1..] : text).Replace('-', '−');
    }

    /// <summary>The next of 1, 2 and 5 times a power of ten.</summary>
    private static double RoundUp(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power) switch { <= 1.0000001 => 1, <= 2.0000001 => 2, <= 5.0000001 => 5, _ => 10 };
    }
}
