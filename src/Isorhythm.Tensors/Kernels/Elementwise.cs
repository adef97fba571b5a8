using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>Kernels that treat each element, or each column, on its own.</summary>
internal static unsafe class Elementwise
{
    /// <summary>y = scale·x, or y += scale·x.</summary>
    public static void Scale(Tensor x, float scale, Tensor y, bool accumulate)
    {
        if (accumulate)
        {
            TensorPrimitives.MultiplyAdd(x.Span, scale, y.Span, y.Span);
        }
        else
        {
            TensorPrimitives.Multiply(x.Span, scale, y.Span);
        }
    }

    /// <summary>z = x·y, or z += x·y.</summary>
    public static void Multiply(Tensor x, Tensor y, Tensor z, bool accumulate)
    {
        if (accumulate)
        {
            TensorPrimitives.MultiplyAdd(x.Span, y.Span, z.Span, z.Span);
        }
        else
        {
            TensorPrimitives.Multiply(x.Span, y.Span, z.Span);
        }
    }

    /// <summary>
    /// Copies columns from <paramref name="first"/> on of x <c>[B, M]</c> to y <c>[B, N]</c> at <paramref name="at"/>; or adds them.
    /// </summary>
    public static void CopyColumns(Tensor x, int first, Tensor y, int at, int count, bool accumulate)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            ReadOnlySpan<float> from = x.Row(row).Span.Slice(first, count);
            Span<float> to = y.Row(row).Span.Slice(at, count);
            if (accumulate)
            {
                TensorPrimitives.Add(from, to, to);
            }
            else
            {
                from.CopyTo(to);
            }
        }
    }

    /// <summary>The sum of all rows of x <c>[B, N]</c>, in order, goes or is added to y <c>[1, N]</c>.</summary>
    public static void SumRows(Block x, Block y, bool accumulate)
    {
        var sum = new Span<float>(y.Data, y.Columns);
        if (!accumulate)
        {
            sum.Clear();
        }

        for (int row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Add(sum, new ReadOnlySpan<float>(x.Row(row), x.Columns), sum);
        }
    }

    /// <summary>Copies a row of x, or zeros where x is none.</summary>
    public static void CopyRow(Block x, int row, Tensor y)
    {
        if (x.IsNone)
        {
            y.Row(row).Fill(0);
        }
        else
        {
            y.Row(row).CopyFrom(new ReadOnlySpan<float>(x.Row(row), x.Columns));
        }
    }

    /// <summary>Adds scale·x <c>[B, M]</c> to columns of y <c>[B, N]</c> from <paramref name="at"/> on.</summary>
    public static void AddScaledColumns(Tensor x, float scale, Tensor y, int at)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            Span<float> to = y.Row(row).Span.Slice(at, x.Columns);
            TensorPrimitives.MultiplyAdd(x.Row(row).Span, scale, to, to);
        }
    }

    /// <summary><paramref name="below"/> where x is below the limit, else 0, in x's place.</summary>
    public static void Threshold(Tensor x, float limit, float below)
    {
        for (int i = 0; i < x.Count; i++)
        {
            x.Data[i] = x.Data[i] < limit ? below : 0;
        }
    }
}
