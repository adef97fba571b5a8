using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// Some rows times one panel of two vectors, whose sums stay in registers while the depth runs. Each sum starts at zero and runs in
/// order, so a row gets the same bits whichever rows stand beside it. While a panel is read for the first time, the memory that lies
/// <c>ahead</c> floats after it is asked for, so that the next panel is near when its turn comes.
/// </summary>
internal static unsafe class PanelKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Six rows: 12 of AVX2's 16 registers hold sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Six(int depth, float* a, nint stride, float* b, float* c, bool accumulate, nint ahead)
    {
        int width = TLanes.Count;
        TVector zero = TLanes.All(0);
        TVector c0a = zero, c0b = zero;
        TVector c1a = zero, c1b = zero;
        TVector c2a = zero, c2b = zero;
        TVector c3a = zero, c3b = zero;
        TVector c4a = zero, c4b = zero;
        TVector c5a = zero, c5b = zero;
        float* a3 = a + (3 * stride);
        for (float* end = a + depth; a < end; a++, a3++, b += 2 * width)
        {
            FetchAhead(b + ahead);
            TVector ba = TLanes.Load(b);
            TVector bb = TLanes.Load(b + width);
            TVector row = TLanes.All(a[0]);
            c0a = TLanes.MultiplyAdd(row, ba, c0a);
            c0b = TLanes.MultiplyAdd(row, bb, c0b);
            row = TLanes.All(a[stride]);
            c1a = TLanes.MultiplyAdd(row, ba, c1a);
            c1b = TLanes.MultiplyAdd(row, bb, c1b);
            row = TLanes.All(a[2 * stride]);
            c2a = TLanes.MultiplyAdd(row, ba, c2a);
            c2b = TLanes.MultiplyAdd(row, bb, c2b);
            row = TLanes.All(a3[0]);
            c3a = TLanes.MultiplyAdd(row, ba, c3a);
            c3b = TLanes.MultiplyAdd(row, bb, c3b);
            row = TLanes.All(a3[stride]);
            c4a = TLanes.MultiplyAdd(row, ba, c4a);
            c4b = TLanes.MultiplyAdd(row, bb, c4b);
            row = TLanes.All(a3[2 * stride]);
            c5a = TLanes.MultiplyAdd(row, ba, c5a);
            c5b = TLanes.MultiplyAdd(row, bb, c5b);
        }

        Store(c, c0a, c0b, accumulate);
        Store(c + (2 * width), c1a, c1b, accumulate);
        Store(c + (4 * width), c2a, c2b, accumulate);
        Store(c + (6 * width), c3a, c3b, accumulate);
        Store(c + (8 * width), c4a, c4b, accumulate);
        Store(c + (10 * width), c5a, c5b, accumulate);
    }

    /// <summary>Four rows: eight sums still keep two units for multiplication busy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(int depth, float* a, nint stride, float* b, float* c, bool accumulate, nint ahead)
    {
        int width = TLanes.Count;
        TVector zero = TLanes.All(0);
        TVector c0a = zero, c0b = zero;
        TVector c1a = zero, c1b = zero;
        TVector c2a = zero, c2b = zero;
        TVector c3a = zero, c3b = zero;
        float* a2 = a + (2 * stride);
        for (float* end = a + depth; a < end; a++, a2++, b += 2 * width)
        {
            FetchAhead(b + ahead);
            TVector ba = TLanes.Load(b);
            TVector bb = TLanes.Load(b + width);
            TVector row = TLanes.All(a[0]);
            c0a = TLanes.MultiplyAdd(row, ba, c0a);
            c0b = TLanes.MultiplyAdd(row, bb, c0b);
            row = TLanes.All(a[stride]);
            c1a = TLanes.MultiplyAdd(row, ba, c1a);
            c1b = TLanes.MultiplyAdd(row, bb, c1b);
            row = TLanes.All(a2[0]);
            c2a = TLanes.MultiplyAdd(row, ba, c2a);
            c2b = TLanes.MultiplyAdd(row, bb, c2b);
            row = TLanes.All(a2[stride]);
            c3a = TLanes.MultiplyAdd(row, ba, c3a);
            c3b = TLanes.MultiplyAdd(row, bb, c3b);
        }

        Store(c, c0a, c0b, accumulate);
        Store(c + (2 * width), c1a, c1b, accumulate);
        Store(c + (4 * width), c2a, c2b, accumulate);
        Store(c + (6 * width), c3a, c3b, accumulate);
    }

    /// <summary>One row and four panels that lie one after another: as fast as memory gives the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneByFour(int depth, float* a, float* b, float* c, bool accumulate)
    {
        int width = TLanes.Count;
        nint panel = 2 * width * (nint)depth;
        TVector zero = TLanes.All(0);
        TVector c0a = zero, c0b = zero;
        TVector c1a = zero, c1b = zero;
        TVector c2a = zero, c2b = zero;
        TVector c3a = zero, c3b = zero;
        float* b2 = b + (2 * panel);
        for (float* end = a + depth; a < end; a++, b += 2 * width, b2 += 2 * width)
        {
            TVector row = TLanes.All(a[0]);
            c0a = TLanes.MultiplyAdd(row, TLanes.Load(b), c0a);
            c0b = TLanes.MultiplyAdd(row, TLanes.Load(b + width), c0b);
            c1a = TLanes.MultiplyAdd(row, TLanes.Load(b + panel), c1a);
            c1b = TLanes.MultiplyAdd(row, TLanes.Load(b + panel + width), c1b);
            c2a = TLanes.MultiplyAdd(row, TLanes.Load(b2), c2a);
            c2b = TLanes.MultiplyAdd(row, TLanes.Load(b2 + width), c2b);
            c3a = TLanes.MultiplyAdd(row, TLanes.Load(b2 + panel), c3a);
            c3b = TLanes.MultiplyAdd(row, TLanes.Load(b2 + panel + width), c3b);
        }

        Store(c, c0a, c0b, accumulate);
        Store(c + (2 * width), c1a, c1b, accumulate);
        Store(c + (4 * width), c2a, c2b, accumulate);
        Store(c + (6 * width), c3a, c3b, accumulate);
    }

    /// <summary>One row and one panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One(int depth, float* a, float* b, float* c, bool accumulate)
    {
        int width = TLanes.Count;
        TVector ca = TLanes.All(0), cb = TLanes.All(0);
        for (float* end = a + depth; a < end; a++, b += 2 * width)
        {
            TVector row = TLanes.All(a[0]);
            ca = TLanes.MultiplyAdd(row, TLanes.Load(b), ca);
            cb = TLanes.MultiplyAdd(row, TLanes.Load(b + width), cb);
        }

        Store(c, ca, cb, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchAhead(float* place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, TVector a, TVector b, bool accumulate)
    {
        if (accumulate)
        {
            a = TLanes.Add(a, TLanes.Load(c));
            b = TLanes.Add(b, TLanes.Load(c + TLanes.Count));
        }

        TLanes.Store(a, c);
        TLanes.Store(b, c + TLanes.Count);
    }
}
