using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>6 x 16 in 12 of AVX2's 16 registers.</summary>
internal readonly unsafe struct MicroKernel256 : IMicroKernel
{
    private const int Width = 8;

    public static int Rows => 6;

    public static int Columns => 2 * Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
    {
        Vector256<float> c0a = default, c0b = default;
        Vector256<float> c1a = default, c1b = default;
        Vector256<float> c2a = default, c2b = default;
        Vector256<float> c3a = default, c3b = default;
        Vector256<float> c4a = default, c4b = default;
        Vector256<float> c5a = default, c5b = default;
        for (float* end = a + ((nint)depth * Rows); a < end; a += Rows, b += Columns)
        {
            Vector256<float> ba = Vector256.Load(b);
            Vector256<float> bb = Vector256.Load(b + Width);
            Vector256<float> row = Vector256.Create(a[0]);
            c0a = Vector256.FusedMultiplyAdd(row, ba, c0a);
            c0b = Vector256.FusedMultiplyAdd(row, bb, c0b);
            row = Vector256.Create(a[1]);
            c1a = Vector256.FusedMultiplyAdd(row, ba, c1a);
            c1b = Vector256.FusedMultiplyAdd(row, bb, c1b);
            row = Vector256.Create(a[2]);
            c2a = Vector256.FusedMultiplyAdd(row, ba, c2a);
            c2b = Vector256.FusedMultiplyAdd(row, bb, c2b);
            row = Vector256.Create(a[3]);
            c3a = Vector256.FusedMultiplyAdd(row, ba, c3a);
            c3b = Vector256.FusedMultiplyAdd(row, bb, c3b);
            row = Vector256.Create(a[4]);
            c4a = Vector256.FusedMultiplyAdd(row, ba, c4a);
            c4b = Vector256.FusedMultiplyAdd(row, bb, c4b);
            row = Vector256.Create(a[5]);
            c5a = Vector256.FusedMultiplyAdd(row, ba, c5a);
            c5b = Vector256.FusedMultiplyAdd(row, bb, c5b);
        }

        Store(c, c0a, c0b, accumulate);
        Store(c + stride, c1a, c1b, accumulate);
        Store(c + (2 * stride), c2a, c2b, accumulate);
        Store(c + (3 * stride), c3a, c3b, accumulate);
        Store(c + (4 * stride), c4a, c4b, accumulate);
        Store(c + (5 * stride), c5a, c5b, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector256<float> a, Vector256<float> b, bool accumulate)
    {
        if (accumulate)
        {
            a += Vector256.Load(c);
            b += Vector256.Load(c + Width);
        }

        a.Store(c);
        b.Store(c + Width);
    }
}
