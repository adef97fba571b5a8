using MathNet.Numerics.LinearAlgebra;

namespace Isorhythm.Latent;

/// <summary>
/// The metric G = J'J that a decoder pulls back to a code, J <c>[D, Z]</c> being the slope of what is heard: a small move dz is heard as a change
/// of length sqrt(dz' G dz). A flat space has the same multiple of the identity everywhere (section 3.2 of Chen et al. 2020).
/// </summary>
public sealed class MetricTensor
{
    /// <summary>Half of the way between the two codes of a central difference: wide enough for float32, where the error is below 1e-4.</summary>
    private const float Step = 1e-2f;

    /// <summary>An eigenvalue below this share of the largest is rounding.</summary>
    private const double SmallestShare = 1e-9;

    /// <summary>Where nothing is heard to change at all, every direction is as dead as the others.</summary>
    private const double Dead = 1e-20;

    private MetricTensor(Matrix<double> values)
    {
        Values = values.ToArray();
        double[] eigenvalues = [.. values.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)];
        Eigenvalues = [.. eigenvalues.Select(value => Math.Max(value, Math.Max(SmallestShare * eigenvalues[^1], Dead)))];
    }

    /// <summary>G, <c>[Z, Z]</c>.</summary>
    public double[,] Values { get; }

    /// <summary>Its eigenvalues, the smallest first: the squares of how much is heard along each principal direction.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>How many times more is heard along the liveliest direction than along the dullest, squared: 1 where the space is flat.</summary>
    public double ConditionNumber => Eigenvalues[^1] / Eigenvalues[0];

    /// <summary>The logarithm of the magnification factor sqrt(det G): how much a small volume grows when it is heard (Bishop et al. 1997).</summary>
    public double LogMagnification => 0.5 * Eigenvalues.Sum(Math.Log);

    internal bool IsDead => Eigenvalues[^1] <= Dead;

    /// <summary>The metric at codes, from central differences along every axis.</summary>
    internal static MetricTensor[] At(ObservedSpace space, IReadOnlyList<float[]> codes) => [.. codes.Select(code => At(space, code))];

    private static MetricTensor At(ObservedSpace space, float[] code)
    {
        var z = space.Dimensions;
        var values = space.At([.. Enumerable.Range(0, 2 * z).Select(i => Moved(code, i / 2, i % 2 == 0 ? Step : -Step))]);
        var slopes = Matrix<double>.Build.Dense(space.Width, z, (d, i) => ((double)values[2 * i][d] - values[(2 * i) + 1][d]) / (2 * Step)); // J, [D, Z]
        return new(slopes.TransposeThisAndMultiply(slopes));
    }

    private static float[] Moved(float[] code, int axis, float by)
    {
        var moved = (float[])code.Clone();
        moved[axis] += by;
        return moved;
    }
}
