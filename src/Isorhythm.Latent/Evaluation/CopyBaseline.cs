using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// What a model would reach that can only repeat what it has seen: the training window nearest in Hamming distance, chosen with the
/// truth in view.
/// </summary>
/// <param name="windows">Training windows of one length.</param>
internal sealed class CopyBaseline(IReadOnlyList<ushort[]> windows)
{
    /// <summary>The index of the training window nearest to this one; the first of equals.</summary>
    internal int Nearest(ReadOnlySpan<ushort> window)
    {
        var (nearest, least) = (0, int.MaxValue);
        for (var i = 0; i < windows.Count && least > 0; i++)
        {
            var distance = TensorPrimitives.HammingDistance(window, windows[i]);
            (nearest, least) = distance < least ? (i, distance) : (nearest, least);
        }

        return nearest;
    }
}
