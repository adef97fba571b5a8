using MathNet.Numerics.LinearAlgebra;

namespace Isorhythm.Latent;

/// <summary>The directions in which rows vary most (Pearson 1901), the largest first.</summary>
/// <param name="Mean">The mean row, <c>[D]</c>.</param>
/// <param name="Axes">Unit vectors <c>[D]</c>, each with its largest element positive; zero where the rows have no more directions.</param>
/// <param name="Deviations">The standard deviation along each axis.</param>
internal sealed record PrincipalComponents(float[] Mean, float[][] Axes, float[] Deviations)
{
    /// <summary>Below this share of the largest variance a direction is rounding, not data.</summary>
    private const double SmallestShare = 1e-10;

    internal static PrincipalComponents Of(IReadOnlyList<float[]> rows, int dimensions, int count)
    {
        var mean = MeanOf(rows, dimensions);
        var few = rows.Count < dimensions;
        var products = few ? RowProducts(rows, mean) : ColumnProducts(rows, mean);
        var axes = new float[count][];
        var deviations = new float[count];
        var eigen = products.RowCount > 0 ? products.Evd(Symmetricity.Symmetric) : null;
        var largest = eigen is null ? 0 : eigen.EigenValues[^1].Real;
        for (var i = 0; i < count; i++)
        {
            axes[i] = new float[dimensions];
            var variance = i < products.RowCount ? eigen!.EigenValues[products.RowCount - 1 - i].Real : 0;
            if (variance > SmallestShare * largest)
            {
                var vector = eigen!.EigenVectors.Column(products.RowCount - 1 - i);
                axes[i] = Unit(few ? Combine(rows, mean, vector) : vector);
                deviations[i] = (float)Math.Sqrt(variance / rows.Count);
            }
        }

        return new PrincipalComponents(mean, axes, deviations);
    }

    private static float[] MeanOf(IReadOnlyList<float[]> rows, int dimensions)
    {
        var sum = new double[dimensions];
        foreach (var row in rows)
        {
            for (var i = 0; i < dimensions; i++)
            {
                sum[i] += row[i];
            }
        }

        return [.. sum.Select(value => (float)(value / Math.Max(1, rows.Count)))];
    }

    /// <summary>Xᵀ·X of the centred rows, <c>[D, D]</c>. Drum grids are mostly zeros, so the rows are taken as they are and the mean's part is taken off at the end.</summary>
    private static Matrix<double> ColumnProducts(IReadOnlyList<float[]> rows, float[] mean)
    {
        var size = mean.Length;
        var sum = new double[size * size];
        foreach (var row in rows)
        {
            for (var i = 0; i < size; i++)
            {
                if (row[i] != 0)
                {
                    AddScaled(row, row[i], sum.AsSpan(i * size, size));
                }
            }
        }

        return Matrix<double>.Build.Dense(size, size, (i, j) => sum[(i * size) + j] - ((double)rows.Count * mean[i] * mean[j]));
    }

    /// <summary>X·Xᵀ of the centred rows, <c>[N, N]</c>: the same variances, and the smaller matrix where there are few rows.</summary>
    private static Matrix<double> RowProducts(IReadOnlyList<float[]> rows, float[] mean)
    {
        var centred = rows.Select(row => row.Zip(mean, (value, middle) => (double)value - middle).ToArray()).ToArray();
        return Matrix<double>.Build.Dense(rows.Count, rows.Count, (i, j) => centred[i].Zip(centred[j], (a, b) => a * b).Sum());
    }

    private static void AddScaled(float[] row, double scale, Span<double> sum)
    {
        for (var j = 0; j < row.Length; j++)
        {
            sum[j] += scale * row[j];
        }
    }

    private static Vector<double> Combine(IReadOnlyList<float[]> rows, float[] mean, Vector<double> weights) =>
        Vector<double>.Build.Dense(mean.Length, i => rows.Select((row, n) => weights[n] * (row[i] - mean[i])).Sum());

    private static float[] Unit(Vector<double> vector)
    {
        var scale = (vector[vector.AbsoluteMaximumIndex()] < 0 ? -1 : 1) / vector.L2Norm();
        return [.. vector.Select(value => (float)(scale * value))];
    }
}
