using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>6 x 8 in 12 registers, for Arm and for old x86, which cannot fuse: there the product is rounded before it is added.</summary>
internal readonly unsafe struct MicroKernel128 : IMicroKernel
{
    private const int Width = 4;

    public static int Rows => 6;

    public static int Columns => 2 * Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int depth, float* a, float* b, float* c, nint stride, bool accumulate)
    {
        Vector128<float> c0a = default, c0b = default;
        Vector128<float> c1a = default, c1b = default;
        Vector128<float> c2a = default, c2b = default;
        Vector128<float> c3a = default, c3b = default;
        Vector128<float> c4a = default, c4b = default;
        Vector128<float> c5a = default, c5b = default;
        for (float* end = a + ((nint)depth * Rows); a < end; a += Rows, b += Columns)
        {
            Vector128<float> ba = Vector128.Load(b);
            Vector128<float> bb = Vector128.Load(b + Width);
            Vector128<float> row = Vector128.Create(a[0]);
            c0a = Vector128.MultiplyAddEstimate(row, ba, c0a);
            c0b = Vector128.MultiplyAddEstimate(row, bb, c0b);
            row = Vector128.Create(a[1]);
            c1a = Vector128.MultiplyAddEstimate(row, ba, c1a);
            c1b = Vector128.MultiplyAddEstimate(row, bb, c1b);
            row = Vector128.Create(a[2]);
            c2a = Vector128.MultiplyAddEstimate(row, ba, c2a);
            c2b = Vector128.MultiplyAddEstimate(row, bb, c2b);
            row = Vector128.Create(a[3]);
            c3a = Vector128.MultiplyAddEstimate(row, ba, c3a);
            c3b = Vector128.MultiplyAddEstimate(row, bb, c3b);
            row = Vector128.Create(a[4]);
            c4a = Vector128.MultiplyAddEstimate(row, ba, c4a);
            c4b = Vector128.MultiplyAddEstimate(row, bb, c4b);
            row = Vector128.Create(a[5]);
            c5a = Vector128.MultiplyAddEstimate(row, ba, c5a);
            c5b = Vector128.MultiplyAddEstimate(row, bb, c5b);
        }

        Store(c, c0a, c0b, accumulate);
        Store(c + stride, c1a, c1b, accumulate);
        Store(c + (2 * stride), c2a, c2b, accumulate);
        Store(c + (3 * stride), c3a, c3b, accumulate);
        Store(c + (4 * stride), c4a, c4b, accumulate);
        Store(c + (5 * stride), c5a, c5b, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector128<float> a, Vector128<float> b, bool accumulate)
    {
        if (accumulate)
        {
            a += Vector128.Load(c);
            b += Vector128.Load(c + Width);
        }

        a.Store(c);
        b.Store(c + Width);
    }
}
