using System.Numerics.Tensors;
using Tensor = Isorhythm.Tensors.Tensor;
using Tokens = Isorhythm.Tensors.Tokens;

namespace Isorhythm.Latent;

/// <summary>From logits to a token.</summary>
internal static class TokenChoice
{
    /// <summary>The likeliest token at temperature 0, else one drawn from softmax(logits / temperature) with a number of 0..1. The logits are used up.</summary>
    internal static int Choose(Span<float> logits, float temperature, float uniform)
    {
        if (temperature == 0)
        {
            return TensorPrimitives.IndexOfMax<float>(logits);
        }

        TensorPrimitives.Add(logits, -TensorPrimitives.Max<float>(logits), logits);
        TensorPrimitives.Multiply(logits, 1 / temperature, logits);
        TensorPrimitives.Exp(logits, logits);
        var left = uniform * TensorPrimitives.Sum<float>(logits);
        for (var token = 0; token < logits.Length; token++)
        {
            left -= logits[token];
            if (left < 0)
            {
                return token;
            }
        }

        // Rounding may leave a little: the last token that can be.
        return TensorPrimitives.IndexOfMax<float>(logits);
    }

    /// <summary>In how many rows the likeliest of the columns from <paramref name="first"/> on is the token.</summary>
    internal static int CountRight(Tensor logits, Tokens truth, int first, int vocabulary)
    {
        var row = new float[logits.Columns];
        var right = 0;
        for (var i = 0; i < logits.Rows; i++)
        {
            logits.Row(i).CopyTo(row);
            right += TensorPrimitives.IndexOfMax<float>(row.AsSpan(first, vocabulary)) == truth[i] ? 1 : 0;
        }

        return right;
    }
}
