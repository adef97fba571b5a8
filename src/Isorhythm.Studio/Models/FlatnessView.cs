using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>How nearly the map is drawn to scale, for people.</summary>
/// <param name="Variation">The usual coefficient of variation of a ring's radius.</param>
/// <param name="Words">The same in a sentence without its dot.</param>
internal sealed record FlatnessView(double Variation, string Words)
{
    private const double Even = 0.1;
    private const double Fair = 0.2;
    private const double Rough = 0.35;

    public static FlatnessView Of(MapFlatness flatness)
    {
        var percent = (int)Math.Round(100 * flatness.Variation);
        return new(flatness.Variation, flatness.Variation switch
        {
            <= Even => $"true to scale: equal steps sound equally far, ±{percent}%",
            <= Fair => $"nearly true to scale: equal steps sound alike, ±{percent}%",
            <= Rough => $"roughly to scale: equal steps sound different, ±{percent}%",
            > Rough => $"not to scale: equal steps sound very different, ±{percent}%",
            _ => "too small to be measured",
        });
    }
}

/// <summary>Lines of equal heard distance round a point.</summary>
/// <param name="Distance">From each to the next.</param>
/// <param name="Radii">How far each lies from the point in directions evenly round it, from the right over the top; null where it leaves the map.</param>
internal sealed record ContoursView(double Distance, IReadOnlyList<IReadOnlyList<double?>> Radii)
{
    public static ContoursView Of(EquidistanceContours contours) =>
        new(contours.Distance, [.. contours.Radii.Select(line => line.Select(radius => double.IsFinite(radius) ? radius : (double?)null).ToArray())]);
}
