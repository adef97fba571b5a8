namespace Isorhythm.Latent;

/// <summary>
/// Lines on the map of equal heard distance from a point: circles round it where the space is flat (Fig. 1 of Chen et al. 2020).
/// </summary>
/// <param name="Distance">The heard distance of the innermost line, and from each line to the next.</param>
/// <param name="Radii">How far each line lies from the point in each of <see cref="Rays"/> directions, <c>[lines, rays]</c>; not a number beyond the map.</param>
public sealed record EquidistanceContours(double Distance, double[][] Radii)
{
    /// <summary>Directions, evenly round the point from the map's x axis towards its y axis.</summary>
    public const int Rays = 64;

    private const int PartsOfARay = 64;

    /// <summary>How far the lines are from circles: the coefficient of variation of the radius along each line that closes within the map, a mean over these lines; 0 is flat.</summary>
    public double Variation
    {
        get
        {
            var closed = Radii.Where(line => Array.TrueForAll(line, double.IsFinite)).ToArray();
            return closed.Length == 0 ? double.NaN : closed.Average(CoefficientOfVariation);
        }
    }

    /// <summary>So many lines round a point of the map; the outermost just fits where the space is flat.</summary>
    internal static EquidistanceContours Around(LatentMap map, ObservedSpace space, float x, float y, int lines)
    {
        var rays = Enumerable.Range(0, Rays).Select(ray => Ray(map, space, x, y, 2 * MathF.PI * ray / Rays)).ToArray();
        var spacing = rays.Select(ray => ray.Heard[^1]).Order().ElementAt(Rays / 2) / lines;
        return new(spacing, [.. Enumerable.Range(1, lines).Select(line => rays.Select(ray => ray.RadiusAt(line * spacing)).ToArray())]);
    }

    private static HeardRay Ray(LatentMap map, ObservedSpace space, float x, float y, float angle)
    {
        var reach = map.Extent - Math.Max(Math.Abs(x), Math.Abs(y));
        var codes = Enumerable.Range(0, PartsOfARay + 1).Select(i => reach * i / PartsOfARay)
            .Select(radius => map.ToCode(x + (radius * MathF.Cos(angle)), y + (radius * MathF.Sin(angle)))).ToArray();
        return new(reach, space.HeardAlong(codes));
    }

    private static double CoefficientOfVariation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) / mean;
    }

    /// <summary>What is heard on the way from the point outwards, at even radii up to the reach.</summary>
    private readonly record struct HeardRay(double Reach, double[] Heard)
    {
        internal double RadiusAt(double distance)
        {
            var after = Array.FindIndex(Heard, heard => heard >= distance);
            if (after < 1)
            {
                return double.NaN;
            }

            var share = (distance - Heard[after - 1]) / (Heard[after] - Heard[after - 1]);
            return Reach * (after - 1 + share) / (Heard.Length - 1);
        }
    }
}
