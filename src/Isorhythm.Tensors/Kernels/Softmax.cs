using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>softmax(x) of each row, and its rule for the gradient.</summary>
internal static unsafe class Softmax
{
    /// <summary>y = softmax(x), both <c>[N, K]</c>.</summary>
    public static void Forward(Block x, Tensor y)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            var logits = new ReadOnlySpan<float>(x.Row(row), x.Columns);
            Span<float> probabilities = y.Row(row).Span;
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);
            TensorPrimitives.Exp(probabilities, probabilities);
            TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<float>(probabilities), probabilities);
        }
    }

    /// <summary>Adds y·(dy - Σ dy·y), the slope in x <c>[N, K]</c>, to dx, some columns of another's; dy is used up.</summary>
    public static void AddGradient(Tensor y, Tensor dy, Block dx)
    {
        for (int row = 0; row < y.Rows; row++)
        {
            ReadOnlySpan<float> probabilities = y.Row(row).Span;
            Span<float> slopes = dy.Row(row).Span;
            TensorPrimitives.Subtract(slopes, TensorPrimitives.Dot(probabilities, slopes), slopes);
            var to = new Span<float>(dx.Row(row), dx.Columns);
            TensorPrimitives.MultiplyAdd(slopes, probabilities, to, to);
        }
    }
}
