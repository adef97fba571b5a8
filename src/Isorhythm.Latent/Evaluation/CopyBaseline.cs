using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// What a model would reach that can only repeat what it has seen: the training window nearest in Hamming distance, chosen with the
/// truth in view.
/// </summary>
/// <param name="windows">Training windows of one length.</param>
internal sealed class CopyBaseline(IReadOnlyList<int[]> windows)
{
    // Half the memory traffic of the tokens themselves, and every vocabulary fits.
    private readonly ushort[][] seen = [.. windows.Select(Narrow)];

    /// <summary>The training window nearest to this one; the earliest of equals.</summary>
    internal int[] Nearest(int[] window)
    {
        var truth = Narrow(window);
        var (nearest, least) = (0, int.MaxValue);
        for (var i = 0; i < seen.Length && least > 0; i++)
        {
            var distance = TensorPrimitives.HammingDistance<ushort>(truth, seen[i]);
            (nearest, least) = distance < least ? (i, distance) : (nearest, least);
        }

        return windows[nearest];
    }

    private static ushort[] Narrow(int[] window) => Array.ConvertAll(window, token => checked((ushort)token));
}
