using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A latent space as three dimensions show it: the first three principal components of the training codes (the first three dimensions where no
/// phrase is known). Fitted once and the same at every start, so a point stays where it was seen. Points are in the codes' own unit.
/// </summary>
public sealed class SpatialView
{
    private const int Axes = 3;

    private readonly float[] origin;
    private readonly float[][] axes;

    internal SpatialView(LatentSpace space)
    {
        var dimensions = space.Dimensions;
        if (space.Phrases.Count == 0)
        {
            (origin, axes) = (new float[dimensions], [.. Enumerable.Range(0, Axes).Select(axis => Unit(dimensions, axis))]);
            return;
        }

        var components = PrincipalComponents.Of([.. space.Phrases.Select(phrase => phrase.Code)], dimensions, Axes);
        (origin, axes) = (components.Mean, components.Axes);
    }

    /// <summary>The code that is shown at (0, 0, 0), <c>[Z]</c>: the mean of the training codes.</summary>
    public ReadOnlyMemory<float> Origin => origin;

    /// <summary>Where a code <c>[Z]</c> is shown. Of a space with fewer dimensions than three the last coordinates are 0.</summary>
    /// <exception cref="ArgumentException">The code is of another space.</exception>
    public (float X, float Y, float Z) ToPoint(ReadOnlySpan<float> code)
    {
        if (code.Length != origin.Length)
        {
            throw new ArgumentException($"A code here has {origin.Length} numbers, and {code.Length} are given.", nameof(code));
        }

        var offset = new float[code.Length];
        TensorPrimitives.Subtract(code, origin, offset);
        return (TensorPrimitives.Dot(offset, axes[0]), TensorPrimitives.Dot(offset, axes[1]), TensorPrimitives.Dot(offset, axes[2]));
    }

    private static float[] Unit(int dimensions, int which)
    {
        var axis = new float[dimensions];
        if (which < dimensions)
        {
            axis[which] = 1;
        }

        return axis;
    }
}
