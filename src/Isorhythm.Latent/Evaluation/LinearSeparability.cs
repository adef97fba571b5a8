using MathNet.Numerics.LinearAlgebra;

namespace Isorhythm.Latent;

/// <summary>
/// How well a plane tells two classes of codes apart that it has not seen: least squares with a ridge on some songs, tried on the others, so that no song
/// is on both sides.
/// </summary>
internal static class LinearSeparability
{
    private const int Folds = 5;

    /// <summary>Beside variances of 1: codes have as many dimensions as there are examples.</summary>
    private const double Ridge = 0.1;

    /// <summary>For each code <c>[Z]</c> whether the plane that was found without its song puts it on its side.</summary>
    internal static bool[] Told(IReadOnlyList<float[]> codes, IReadOnlyList<bool> isSecond, IReadOnlyList<string> songs)
    {
        var scaled = Scaled(codes);
        var foldOf = songs.Distinct(StringComparer.Ordinal).Index().ToDictionary(song => song.Item, song => song.Index % Folds, StringComparer.Ordinal);
        var told = new bool[codes.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var seen = Enumerable.Range(0, codes.Count).Where(i => foldOf[songs[i]] != fold).ToArray();
            var plane = Plane([.. seen.Select(i => scaled[i])], [.. seen.Select(i => isSecond[i])]);
            foreach (var i in Enumerable.Range(0, codes.Count).Where(i => foldOf[songs[i]] == fold))
            {
                told[i] = plane.DotProduct(scaled[i]) > 0 == isSecond[i];
            }
        }

        return told;
    }

    /// <summary>w of least |Xw - y|² + ridge n |w|², y being 1 and -1, each class with the same weight in all.</summary>
    private static Vector<double> Plane(Vector<double>[] rows, bool[] isSecond)
    {
        var share = Math.Clamp(isSecond.Count(second => second) / (double)rows.Length, 1e-9, 1 - 1e-9);
        var weights = Vector<double>.Build.Dense(rows.Length, i => 0.5 / (isSecond[i] ? share : 1 - share));
        var x = Matrix<double>.Build.DenseOfRowVectors(rows);
        var y = Vector<double>.Build.Dense(rows.Length, i => isSecond[i] ? 1 : -1);
        var weighted = x.MapIndexed((row, _, value) => value * weights[row]);
        var normal = weighted.TransposeThisAndMultiply(x) + (Matrix<double>.Build.DenseIdentity(x.ColumnCount) * (Ridge * rows.Length));
        return normal.Cholesky().Solve(weighted.TransposeThisAndMultiply(y));
    }

    /// <summary>Each dimension with mean 0 and variance 1, and a 1 behind them.</summary>
    private static Vector<double>[] Scaled(IReadOnlyList<float[]> codes)
    {
        var dimensions = codes[0].Length;
        var mean = new double[dimensions];
        var deviation = new double[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            var at = i;
            mean[i] = codes.Average(code => (double)code[at]);
            deviation[i] = Math.Max(1e-9, Math.Sqrt(codes.Average(code => Math.Pow(code[at] - mean[at], 2))));
        }

        return [.. codes.Select(code => Vector<double>.Build.Dense(dimensions + 1, i => i == dimensions ? 1 : (code[i] - mean[i]) / deviation[i]))];
    }
}
