using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>C = A·B or C += A·B for a sparse A: each row of C is the sum of a few rows of B.</summary>
internal readonly unsafe struct SparseProduct
{
    private const int Width = 8;
    private const int Strip = 8 * Width;
    private const int Parts = 32;
    private readonly SparseMatrix a;
    private readonly Tensor b;
    private readonly Tensor c;
    private readonly bool accumulate;
    private readonly Finish finish;

    private SparseProduct(SparseMatrix a, Tensor b, Tensor c, bool accumulate, Finish finish)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        this.accumulate = accumulate;
        this.finish = finish;
    }

    public static void Multiply(SparseMatrix a, Tensor b, Tensor c, bool accumulate, Finish finish = default)
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns)
        {
            throw new ArgumentException($"A product of a sparse {a.Rows} x {a.Columns} and {b} does not fit into {c}.", nameof(c));
        }

        var job = new SparseProduct(a, b, c, accumulate, finish);
        Workers.Run(Math.Min(Parts, c.Rows), &RunPart, &job);
    }

    private static void RunPart(void* context, int part)
    {
        SparseProduct job = *(SparseProduct*)context;
        int parts = Math.Min(Parts, job.c.Rows);
        int first = (int)((long)part * job.c.Rows / parts);
        int end = (int)((part + 1L) * job.c.Rows / parts);
        for (int row = first; row < end; row++)
        {
            job.RunRow(row);
        }

        job.finish.Apply(job.c, first, end - first, 0, job.c.Columns);
    }

    private void RunRow(int row)
    {
        float* result = c.Data + ((nint)row * c.Columns);
        (int first, int end) = (a.Starts[row], a.Starts[row + 1]);
        if (first == end && accumulate)
        {
            return;
        }

        int column = 0;
        for (; column <= c.Columns - Strip; column += Strip)
        {
            RunStrip(first, end, b.Data + column, result + column);
        }

        for (; column <= c.Columns - Width; column += Width)
        {
            RunVector(first, end, b.Data + column, result + column);
        }

        for (; column < c.Columns; column++)
        {
            float sum = 0;
            for (int i = first; i < end; i++)
            {
                sum = MathF.FusedMultiplyAdd(a.Values[i], b.Data[((nint)a.Positions[i] * b.Columns) + column], sum);
            }

            result[column] = accumulate ? result[column] + sum : sum;
        }
    }

    private void RunVector(int first, int end, float* strip, float* result)
    {
        Vector256<float> sum = default;
        for (int i = first; i < end; i++)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(a.Values[i]), Vector256.Load(strip + ((nint)a.Positions[i] * b.Columns)), sum);
        }

        (accumulate ? sum + Vector256.Load(result) : sum).Store(result);
    }

    /// <summary>64 columns of one row, whose sums stay in eight registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunStrip(int first, int end, float* strip, float* result)
    {
        Vector256<float> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        for (int i = first; i < end; i++)
        {
            float* row = strip + ((nint)a.Positions[i] * b.Columns);
            Vector256<float> value = Vector256.Create(a.Values[i]);
            c0 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row), c0);
            c1 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + Width), c1);
            c2 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + (2 * Width)), c2);
            c3 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + (3 * Width)), c3);
            c4 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + (4 * Width)), c4);
            c5 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + (5 * Width)), c5);
            c6 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + (6 * Width)), c6);
            c7 = Vector256.FusedMultiplyAdd(value, Vector256.Load(row + (7 * Width)), c7);
        }

        Store(result, c0, c1);
        Store(result + (2 * Width), c2, c3);
        Store(result + (4 * Width), c4, c5);
        Store(result + (6 * Width), c6, c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(float* result, Vector256<float> low, Vector256<float> high)
    {
        if (accumulate)
        {
            low += Vector256.Load(result);
            high += Vector256.Load(result + Width);
        }

        low.Store(result);
        high.Store(result + Width);
    }
}
