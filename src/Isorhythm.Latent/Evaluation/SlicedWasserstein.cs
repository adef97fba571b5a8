using System.Numerics.Tensors;
using Isorhythm.Tensors;
using MathNet.Numerics.Distributions;

namespace Isorhythm.Latent;

/// <summary>
/// The sliced 2-Wasserstein distance of codes to N(0, I) (Bonneel et al. 2015; as a measure of an autoencoder, Kolouri et al. 2018): along a
/// random direction the codes are one row of numbers, which lies as far from N(0, 1) as its sorted values from the normal quantiles.
/// </summary>
internal static class SlicedWasserstein
{
    private const int Directions = 256;
    private const ulong Seed = 1;

    /// <summary>
    /// The root of the mean squared distance over 256 directions; the interval is over the directions, and n counts the codes <c>[n][Z]</c>.
    /// </summary>
    internal static Estimate ToStandardNormal(IReadOnlyList<float[]> codes)
    {
        var quantiles = Enumerable.Range(0, codes.Count).Select(i => (float)Normal.InvCDF(0, 1, (i + 0.5) / codes.Count)).ToArray();
        return Measure(codes, (_, along) => quantiles.CopyTo(along, 0));
    }

    /// <summary>The same to as many other codes instead of to the normal distribution's quantiles.</summary>
    internal static Estimate Between(IReadOnlyList<float[]> codes, IReadOnlyList<float[]> others) => Measure(codes, (direction, along) => Project(others, direction, along));

    /// <summary>Given a direction, <paramref name="quantiles"/> writes the sorted values that the codes' own are compared to.</summary>
    private static Estimate Measure(IReadOnlyList<float[]> codes, Action<float[], float[]> quantiles)
    {
        var count = codes.Count;
        var random = new RandomStream(Seed, "directions");
        var squared = new double[Directions];
        var direction = new float[codes[0].Length];
        var (along, other) = (new float[count], new float[count]);
        for (var k = 0; k < Directions; k++)
        {
            random.Normal(direction);
            TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
            Project(codes, direction, along);
            quantiles(direction, other);
            TensorPrimitives.Subtract(along, other, along);
            squared[k] = TensorPrimitives.SumOfSquares<float>(along) / count;
        }

        var mean = new Bootstrap(Directions).Mean(squared);
        return new(Math.Sqrt(mean.Value), Math.Sqrt(mean.Low), Math.Sqrt(mean.High), count);
    }

    /// <summary>The codes along a direction, the smallest first.</summary>
    private static void Project(IReadOnlyList<float[]> codes, float[] direction, float[] along)
    {
        for (var i = 0; i < along.Length; i++)
        {
            along[i] = TensorPrimitives.Dot<float>(codes[i], direction);
        }

        Array.Sort(along);
    }
}
