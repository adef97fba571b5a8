using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>How a walk from one code to another goes.</summary>
public enum InterpolationPath
{
    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>Along the sphere, with the length changing evenly: stays where a normal prior of many dimensions has its mass (Shoemake 1985; White 2016).</summary>
    Slerp,

    /// <summary>Where the least is heard to change on the way, at even heard distances (Chen et al. 2019); of models that decode all steps at once.</summary>
    Geodesic,
}

internal static class Interpolation
{
    /// <summary>Below this sine the two directions are one, and the sphere's path is the line.</summary>
    private const float SmallestSine = 1e-5f;

    internal static float[] Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float t, InterpolationPath path)
    {
        var (forA, forB) = path == InterpolationPath.Slerp ? Slerp(a, b, t) : (1 - t, t);
        var point = new float[a.Length];
        TensorPrimitives.Multiply(a, forA, point);
        TensorPrimitives.MultiplyAdd(b, forB, point, point);
        return point;
    }

    private static (float ForA, float ForB) Slerp(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float t)
    {
        var cosine = TensorPrimitives.CosineSimilarity(a, b);
        var angle = MathF.Acos(Math.Clamp(cosine, -1, 1));
        var sine = MathF.Sin(angle);
        return sine > SmallestSine
            ? (MathF.Sin((1 - t) * angle) / sine, MathF.Sin(t * angle) / sine)
            : (1 - t, t);
    }
}
