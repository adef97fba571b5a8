using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>Kernels that treat each element, or each column, on its own.</summary>
internal static class Elementwise
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
}
