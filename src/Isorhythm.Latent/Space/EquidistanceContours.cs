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

    /// <summary>Directions where a hand waits for the lines.</summary>
    internal const int FewRays = 32;

    private const int PartsOfARay = 64;
    private const int PartsOfAQuickRay = 20;

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
        var reach = map.Extent - Math.Max(Math.Abs(x), Math.Abs(y));
        return Around(map.Plane, space, map.ToCode(x, y), reach, lines, Rays, PartsOfARay);
    }

    /// <summary>So many lines round a code <c>[Z]</c> within a reach, along a plane, on few rays in few parts: quick enough to follow a hand.</summary>
    internal static EquidistanceContours Around(LatentPlane plane, ObservedSpace space, ReadOnlySpan<float> code, float reach, int lines) =>
        Around(plane, space, code, reach, lines, FewRays, PartsOfAQuickRay);

    private static EquidistanceContours Around(LatentPlane plane, ObservedSpace space, ReadOnlySpan<float> code, float reach, int lines, int count, int parts)
    {
        var (rest, (x, y)) = (plane.RestOf(code), plane.ToPoint(code));
        var rays = Enumerable.Range(0, count).Select(ray => Ray(2 * MathF.PI * ray / count)).ToArray();
        var spacing = rays.Select(ray => ray.Heard[^1]).Order().ElementAt(count / 2) / lines;
        return new(spacing, [.. Enumerable.Range(1, lines).Select(line => rays.Select(ray => ray.RadiusAt(line * spacing)).ToArray())]);

        HeardRay Ray(float angle)
        {
            var codes = Enumerable.Range(0, parts + 1).Select(i => reach * i / parts)
                .Select(radius => plane.ToCode(x + (radius * MathF.Cos(angle)), y + (radius * MathF.Sin(angle)), rest)).ToArray();
            return new(reach, space.HeardAlong(codes));
        }
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
