using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>What a decoder lets hear, as a smooth function f of the code: codes <c>[n, Z]</c> to values <c>[n, D]</c>.</summary>
internal sealed class ObservedSpace(int dimensions, int width, ObservedSpace.Function at)
{
    /// <summary>Codes decoded at once, so that values of many codes need not lie in memory together.</summary>
    private const int MostAtOnce = 128;

    /// <summary>Writes the values <c>[n, D]</c> at codes <c>[n, Z]</c>.</summary>
    internal delegate void Function(ReadOnlySpan<float> codes, Span<float> values);

    /// <summary>Z.</summary>
    internal int Dimensions => dimensions;

    /// <summary>D.</summary>
    internal int Width => width;

    /// <summary>The values at codes, <c>[D]</c> each.</summary>
    internal float[][] At(IReadOnlyList<float[]> codes)
    {
        var rows = new List<float[]>(codes.Count);
        foreach (var some in codes.Chunk(MostAtOnce))
        {
            var values = new float[some.Length * width];
            at([.. some.SelectMany(code => code)], values);
            rows.AddRange(values.Chunk(width));
        }

        return [.. rows];
    }

    /// <summary>The lengths of straight ways from a code to another, heard: the sum of the distances between their values in so many parts.</summary>
    internal double[] Lengths(IReadOnlyList<(float[] From, float[] To)> ways, int parts)
    {
        var values = At([.. ways.SelectMany(way => Enumerable.Range(0, parts + 1)
            .Select(i => Interpolation.Between(way.From, way.To, (float)i / parts, InterpolationPath.Linear)))]);
        return [.. values.Chunk(parts + 1).Select(way => Added(way)[^1])];
    }

    /// <summary>How far it is heard to be from the first code to each on the way through them, 0 at the first.</summary>
    internal double[] HeardAlong(IReadOnlyList<float[]> way) => Added(At(way));

    /// <summary>So many codes on a way through codes, its ends included, from each to the next the same heard distance.</summary>
    internal float[][] Evenly(IReadOnlyList<float[]> way, int points)
    {
        const int Parts = 16;
        float[][] fine =
        [
            .. Enumerable.Range(0, way.Count - 1).SelectMany(i => Enumerable.Range(0, Parts)
                .Select(part => Interpolation.Between(way[i], way[i + 1], (float)part / Parts, InterpolationPath.Linear))),
            way[^1],
        ];
        var heard = HeardAlong(fine);
        return [.. Enumerable.Range(0, points - 1).Select(i => CodeAt(heard[^1] * i / (points - 1))), way[^1]];

        float[] CodeAt(double distance)
        {
            var after = Math.Max(1, Array.FindIndex(heard, value => value >= distance));
            var length = heard[after] - heard[after - 1];
            var share = length > 0 ? (distance - heard[after - 1]) / length : 0;
            return Interpolation.Between(fine[after - 1], fine[after], (float)share, InterpolationPath.Linear);
        }
    }

    private static double[] Added(float[][] values)
    {
        var heard = new double[values.Length];
        for (var i = 1; i < heard.Length; i++)
        {
            heard[i] = heard[i - 1] + TensorPrimitives.Distance<float>(values[i - 1], values[i]);
        }

        return heard;
    }
}
