using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>Kernels that treat each element, or each column, on its own.</summary>
internal static class Elementwise
{
    /// <summary>y = activation(y + bias), with bias <c>[1, O]</c> added to every row.</summary>
    public static void AddBiasAndActivate(Tensor y, Tensor bias, Activation activation)
    {
        for (int row = 0; row < y.Rows; row++)
        {
            Span<float> values = y.Row(row).Span;
            TensorPrimitives.Add(values, bias.Span, values);
            Activate(values, activation);
        }
    }

    /// <summary>dy *= activation'(y), from the value after the activation.</summary>
    public static void MultiplyByActivationGradient(Tensor dy, Tensor y, Activation activation)
    {
        Span<float> gradient = dy.Span;
        ReadOnlySpan<float> value = y.Span;
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= activation.Kind switch
            {
                ActivationKind.LeakyReLU => value[i] > 0 ? 1 : activation.Slope,
                ActivationKind.Sigmoid => value[i] * (1 - value[i]),
                ActivationKind.Tanh => 1 - (value[i] * value[i]),
                _ => 1,
            };
        }
    }

    /// <summary>sum <c>[1, O]</c> of the rows of x <c>[B, O]</c>, in the order of the rows.</summary>
    public static void SumRows(Tensor x, Tensor sum, bool accumulate)
    {
        if (!accumulate)
        {
            sum.Fill(0);
        }

        for (int row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Add(sum.Span, x.Row(row).Span, sum.Span);
        }
    }

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

    /// <summary>Copies columns from <paramref name="first"/> on of x <c>[B, M]</c> to y <c>[B, N]</c> at <paramref name="at"/>; or adds them.</summary>
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

    private static void Activate(Span<float> values, Activation activation)
    {
        switch (activation.Kind)
        {
            case ActivationKind.LeakyReLU:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = values[i] > 0 ? values[i] : activation.Slope * values[i];
                }

                break;
            case ActivationKind.Sigmoid:
                TensorPrimitives.Sigmoid(values, values);
                break;
            case ActivationKind.Tanh:
                TensorPrimitives.Tanh(values, values);
                break;
        }
    }
}
