using System.Runtime.CompilerServices;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// Sigmoid and hyperbolic tangent for gates, to about two units in the last place. exp(x) = 2ⁿ·exp(r) with |r| &lt;= ln 2 / 2, and
/// exp(r) - 1 = r + r²·q(r), whose five coefficients were fitted for the least relative error (1.3e-8).
/// </summary>
internal static class Curves<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has so few bits that n times it is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // 1.5·2²³: adding it rounds to a whole number, which then stands in the lowest bits.
    private const float Rounder = 12582912f;
    private const float LargestExponent = 87;

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector limited = TLanes.AtMost(TLanes.All(LargestExponent), TLanes.AtLeast(TLanes.All(-LargestExponent), x));
        TVector less = ExponentialLessOne(TLanes.Subtract(TLanes.All(0), limited), out TVector scale);
        TVector exponential = TLanes.MultiplyAdd(scale, less, scale);
        return TLanes.Divide(TLanes.All(1), TLanes.Add(TLanes.All(1), exponential));
    }

    /// <summary>(1 - exp(-2|x|)) / (1 + exp(-2|x|)) with the sign of x; no digits are lost near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector limited = TLanes.AtLeast(TLanes.All(-LargestExponent), TLanes.Multiply(TLanes.All(-2), TLanes.Abs(x)));
        TVector less = ExponentialLessOne(limited, out TVector scale);
        TVector difference = TLanes.MultiplyAdd(scale, less, TLanes.Subtract(scale, TLanes.All(1)));
        return TLanes.CopySign(TLanes.Divide(difference, TLanes.Add(TLanes.All(2), difference)), x);
    }

    /// <summary>exp(r) - 1, where exp(x) = scale·exp(r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExponentialLessOne(TVector x, out TVector scale)
    {
        TVector shifted = TLanes.MultiplyAdd(x, TLanes.All(Log2E), TLanes.All(Rounder));
        scale = TLanes.PowerOfTwo(shifted);
        TVector n = TLanes.Subtract(shifted, TLanes.All(Rounder));
        TVector r = TLanes.MultiplyAdd(n, TLanes.All(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.All(-Ln2Low), r);
        TVector q = TLanes.MultiplyAdd(TLanes.All(0.0013946496f), r, TLanes.All(0.008366611f));
        q = TLanes.MultiplyAdd(q, r, TLanes.All(0.04166628f));
        q = TLanes.MultiplyAdd(q, r, TLanes.All(0.16666543f));
        q = TLanes.MultiplyAdd(q, r, TLanes.All(0.5f));
        return TLanes.MultiplyAdd(TLanes.Multiply(r, r), q, r);
    }
}
