using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A plane through a latent space on which a point can be moved while all else of the code stays: code = origin + x right + y up + rest. The directions are
/// of length 1 and at right angles (a direction that the space does not have is zero), so that distances on the plane are distances of codes.
/// </summary>
/// <param name="Origin">The code at x = y = 0, <c>[Z]</c>.</param>
/// <param name="Right">The direction of x, <c>[Z]</c>.</param>
/// <param name="Up">The direction of y, <c>[Z]</c>.</param>
public sealed record LatentPlane(float[] Origin, float[] Right, float[] Up)
{
    /// <summary>Shorter than this share of what it was, a direction lies in the other.</summary>
    private const float SmallestShare = 1e-3f;

    /// <summary>The code at a point, <c>[Z]</c>; what it holds besides is nothing.</summary>
    public float[] ToCode(float x, float y) => ToCode(x, y, []);

    /// <summary>The code at a point, <c>[Z]</c>, which keeps the rest <c>[Z]</c>, or nothing where that is empty.</summary>
    public float[] ToCode(float x, float y, ReadOnlySpan<float> rest)
    {
        var code = (float[])Origin.Clone();
        TensorPrimitives.MultiplyAdd(Right, x, code, code);
        TensorPrimitives.MultiplyAdd(Up, y, code, code);
        if (!rest.IsEmpty)
        {
            TensorPrimitives.Add(code, rest, code);
        }

        return code;
    }

    /// <summary>The point nearest to a code <c>[Z]</c>.</summary>
    public (float X, float Y) ToPoint(ReadOnlySpan<float> code)
    {
        var offset = new float[code.Length];
        TensorPrimitives.Subtract(code, Origin, offset);
        return (TensorPrimitives.Dot(offset, Right), TensorPrimitives.Dot(offset, Up));
    }

    /// <summary>What a code <c>[Z]</c> holds beside its point of the plane, at right angles to it.</summary>
    public float[] RestOf(ReadOnlySpan<float> code)
    {
        var (x, y) = ToPoint(code);
        var rest = ToCode(x, y);
        TensorPrimitives.Subtract(code, rest, rest);
        return rest;
    }

    /// <summary>The plane of two axes of the codes themselves.</summary>
    internal static LatentPlane OfAxes(int dimensions, int right, int up) => new(new float[dimensions], Axis(dimensions, right), Axis(dimensions, up));

    /// <summary>The plane along two directions: x goes along the first, y as nearly along the second as a right angle lets it.</summary>
    /// <exception cref="IsorhythmException">The two are one direction.</exception>
    internal static LatentPlane Along(float[] origin, float[] right, float[] up)
    {
        var x = Unit(right) ?? throw Flat();
        var across = (float[])up.Clone();
        TensorPrimitives.MultiplyAdd(x, -TensorPrimitives.Dot(up, x), across, across);
        return TensorPrimitives.Norm(across) > SmallestShare * TensorPrimitives.Norm(up) ? new(origin, x, Unit(across) ?? throw Flat()) : throw Flat();
    }

    /// <summary>The plane through three codes, its origin in their middle, the third above the way from the first to the second.</summary>
    /// <exception cref="IsorhythmException">The three lie on one line.</exception>
    internal static LatentPlane Through(float[] a, float[] b, float[] c)
    {
        var middle = (float[])a.Clone();
        TensorPrimitives.Add(middle, b, middle);
        TensorPrimitives.Add(middle, c, middle);
        TensorPrimitives.Divide(middle, 3, middle);
        return Along(middle, Difference(b, a), Difference(c, middle));
    }

    private static float[] Difference(float[] to, float[] from)
    {
        var difference = new float[to.Length];
        TensorPrimitives.Subtract(to, from, difference);
        return difference;
    }

    private static float[]? Unit(float[] direction)
    {
        var length = TensorPrimitives.Norm(direction);
        if (!(length > 0))
        {
            return null;
        }

        var unit = new float[direction.Length];
        TensorPrimitives.Divide(direction, length, unit);
        return unit;
    }

    private static float[] Axis(int dimensions, int which)
    {
        var axis = new float[dimensions];
        if (which < dimensions)
        {
            axis[which] = 1;
        }

        return axis;
    }

    private static IsorhythmException Flat() => new("These span no plane, for they lie on one line: choose others.");
}
