using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>How two windows of tokens agree, step by step.</summary>
internal static class TokenAgreement
{
    /// <summary>The share of steps that differ: the Hamming distance over the length.</summary>
    internal static double Distance(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b) => (double)TensorPrimitives.HammingDistance(a, b) / a.Length;

    /// <summary>The share of steps that agree.</summary>
    internal static double Accuracy(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b) => 1 - Distance(a, b);
}
