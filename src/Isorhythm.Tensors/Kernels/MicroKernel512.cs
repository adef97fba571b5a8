using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>12 x 32 in 24 of AVX-512's 32 registers.</summary>
internal readonly unsafe struct MicroKernel512 : IMicroKernel
{
    private const int Width = 16;

    public static int Rows => 12;

    public static int Columns => 2 * Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
    {
        Vector512<float> c0a = default, c0b = default;
        Vector512<float> c1a = default, c1b = default;
        Vector512<float> c2a = default, c2b = default;
        Vector512<float> c3a = default, c3b = default;
        Vector512<float> c4a = default, c4b = default;
        Vector512<float> c5a = default, c5b = default;
        Vector512<float> c6a = default, c6b = default;
        Vector512<float> c7a = default, c7b = default;
        Vector512<float> c8a = default, c8b = default;
        Vector512<float> c9a = default, c9b = default;
        Vector512<float> c10a = default, c10b = default;
        Vector512<float> c11a = default, c11b = default;
        for (float* end = a + ((nint)depth * Rows); a < end; a += Rows, b += Columns)
        {
            Vector512<float> ba = Vector512.Load(b);
            Vector512<float> bb = Vector512.Load(b + Width);
            Vector512<float> row = Vector512.Create(a[0]);
            c0a = Vector512.FusedMultiplyAdd(row, ba, c0a);
            c0b = Vector512.FusedMultiplyAdd(row, bb, c0b);
            row = Vector512.Create(a[1]);
            c1a = Vector512.FusedMultiplyAdd(row, ba, c1a);
            c1b = Vector512.FusedMultiplyAdd(row, bb, c1b);
            row = Vector512.Create(a[2]);
            c2a = Vector512.FusedMultiplyAdd(row, ba, c2a);
            c2b = Vector512.FusedMultiplyAdd(row, bb, c2b);
            row = Vector512.Create(a[3]);
            c3a = Vector512.FusedMultiplyAdd(row, ba, c3a);
            c3b = Vector512.FusedMultiplyAdd(row, bb, c3b);
            row = Vector512.Create(a[4]);
            c4a = Vector512.FusedMultiplyAdd(row, ba, c4a);
            c4b = Vector512.FusedMultiplyAdd(row, bb, c4b);
            row = Vector512.Create(a[5]);
            c5a = Vector512.FusedMultiplyAdd(row, ba, c5a);
            c5b = Vector512.FusedMultiplyAdd(row, bb, c5b);
            row = Vector512.Create(a[6]);
            c6a = Vector512.FusedMultiplyAdd(row, ba, c6a);
            c6b = Vector512.FusedMultiplyAdd(row, bb, c6b);
            row = Vector512.Create(a[7]);
            c7a = Vector512.FusedMultiplyAdd(row, ba, c7a);
            c7b = Vector512.FusedMultiplyAdd(row, bb, c7b);
            row = Vector512.Create(a[8]);
            c8a = Vector512.FusedMultiplyAdd(row, ba, c8a);
            c8b = Vector512.FusedMultiplyAdd(row, bb, c8b);
            row = Vector512.Create(a[9]);
            c9a = Vector512.FusedMultiplyAdd(row, ba, c9a);
            c9b = Vector512.FusedMultiplyAdd(row, bb, c9b);
            row = Vector512.Create(a[10]);
            c10a = Vector512.FusedMultiplyAdd(row, ba, c10a);
            c10b = Vector512.FusedMultiplyAdd(row, bb, c10b);
            row = Vector512.Create(a[11]);
            c11a = Vector512.FusedMultiplyAdd(row, ba, c11a);
            c11b = Vector512.FusedMultiplyAdd(row, bb, c11b);
        }

        Store(c, c0a, c0b, accumulate);
        Store(c + stride, c1a, c1b, accumulate);
        Store(c + (2 * stride), c2a, c2b, accumulate);
        Store(c + (3 * stride), c3a, c3b, accumulate);
        Store(c + (4 * stride), c4a, c4b, accumulate);
        Store(c + (5 * stride), c5a, c5b, accumulate);
        Store(c + (6 * stride), c6a, c6b, accumulate);
        Store(c + (7 * stride), c7a, c7b, accumulate);
        Store(c + (8 * stride), c8a, c8b, accumulate);
        Store(c + (9 * stride), c9a, c9b, accumulate);
        Store(c + (10 * stride), c10a, c10b, accumulate);
        Store(c + (11 * stride), c11a, c11b, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector512<float> a, Vector512<float> b, bool accumulate)
    {
        if (accumulate)
        {
            a += Vector512.Load(c);
            b += Vector512.Load(c + Width);
        }

        a.Store(c);
        b.Store(c + Width);
    }
}
