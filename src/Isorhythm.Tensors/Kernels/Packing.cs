using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Isorhythm.Tensors.Kernels;

/// <summary>A matrix as a product reads it: element (i, k) lies at i·Across + k·Along, where k runs over the inner dimension.</summary>
internal readonly unsafe record struct Operand(nint Data, nint Across, nint Along)
{
    public Operand From(int i, int k) => this with { Data = (nint)((float*)Data + (i * Across) + (k * Along)) };
}

/// <summary>
/// Copies a block of an operand into panels of the micro-kernel's width: for each k, the panel's elements lie side by side,
/// so that the micro-kernel reads memory in order. The last panel is filled up with zeros.
/// </summary>
internal static unsafe class Packing
{
    private const int Block = 4;

    // The processor sees that a row is read in order, but not which row comes next.
    private const int RowsAhead = 6;

    public static void Pack(Operand from, int count, int depth, int width, float* to)
    {
        int whole = count / width * width;
        if (from.Across == 1)
        {
            Copy((float*)from.Data, from.Along, whole, depth, width, to);
        }
        else
        {
            for (int i = 0; i < whole; i += width)
            {
                Transpose((float*)from.From(i, 0).Data, from.Across, depth, width, to + (i * (nint)depth));
            }
        }

        if (whole < count)
        {
            PackPart(from.From(whole, 0), count - whole, depth, width, to + (whole * (nint)depth));
        }
    }

    private static void PackPart(Operand panel, int present, int depth, int width, float* to)
    {
        float* from = (float*)panel.Data;
        for (int k = 0; k < depth; k++, to += width, from += panel.Along)
        {
            for (int i = 0; i < width; i++)
            {
                to[i] = i < present ? from[i * panel.Across] : 0;
            }
        }
    }

    /// <summary>
    /// Reads rows that run across all panels to their end, because memory is fastest in order, and deals them out to the panels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(float* from, nint along, int count, int depth, int width, float* to)
    {
        for (int k = 0; k < depth; k++, from += along, to += width)
        {
            float* panel = to;
            for (int i = 0; i < count; i += width, panel += width * (nint)depth)
            {
                CopyElements(from + i, RowsAhead * along, width, panel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyElements(float* from, nint ahead, int count, float* to)
    {
        int i = 0;
        for (; i <= count - 8; i += 8)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(from + i + ahead);
            }

            Vector256.Load(from + i).Store(to + i);
        }

        for (; i <= count - Block; i += Block)
        {
            Vector128.Load(from + i).Store(to + i);
        }

        for (; i < count; i++)
        {
            to[i] = from[i];
        }
    }

    /// <summary>Reads rows that run along k, four by four, and writes them as columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* from, nint across, int depth, int width, float* to)
    {
        int blocks = depth / Block * Block;
        int i = 0;
        for (; i <= width - Block; i += Block)
        {
            float* rows = from + (i * across);
            for (int k = 0; k < blocks; k += Block)
            {
                TransposeBlock(rows + k, across, to + (k * width) + i, width);
            }
        }

        for (; i < width; i++)
        {
            TransposeRow(from + (i * across), 0, blocks, width, to + i);
        }

        for (i = 0; i < width; i++)
        {
            TransposeRow(from + (i * across), blocks, depth, width, to + i);
        }
    }

    private static void TransposeRow(float* row, int first, int end, int width, float* to)
    {
        for (int k = first; k < end; k++)
        {
            to[k * width] = row[k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* from, nint across, float* to, int width)
    {
        Vector128<float> a = Vector128.Load(from);
        Vector128<float> b = Vector128.Load(from + across);
        Vector128<float> c = Vector128.Load(from + (2 * across));
        Vector128<float> d = Vector128.Load(from + (3 * across));
        Vector128<float> acLow = Lower(a, c), acHigh = Upper(a, c), bdLow = Lower(b, d), bdHigh = Upper(b, d);
        Lower(acLow, bdLow).Store(to);
        Upper(acLow, bdLow).Store(to + width);
        Lower(acHigh, bdHigh).Store(to + (2 * width));
        Upper(acHigh, bdHigh).Store(to + (3 * width));
    }

    /// <summary>The lower halves of two vectors, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Lower(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>The upper halves of two vectors, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Upper(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
