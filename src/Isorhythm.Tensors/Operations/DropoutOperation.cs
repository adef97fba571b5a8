using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors;

public sealed partial class Tape
{
    /// <summary>The value with dropout, for training; the same value where dropout is switched off.</summary>
    /// <exception cref="ArgumentException">The probability of being kept does not lie in (0, 1].</exception>
    public Variable Dropout(Variable x, Dropout dropout)
    {
        if (dropout.IsOff)
        {
            return x;
        }

        Tensor mask = DropoutMask(x.Rows, x.Columns, dropout);
        Tensor value = arena.Allocate(x.Rows, x.Columns);
        Elementwise.Multiply(x.Value, mask, value, accumulate: false);
        Variable output = Add(value, NeedsGradient(x));
        if (NeedsGradient(x))
        {
            Record<ScaledOperation>(output).Set(x, mask);
        }

        return output;
    }

    /// <summary>0 for what is dropped, and for the rest 1 / keep.</summary>
    internal Tensor DropoutMask(int rows, int columns, Dropout dropout)
    {
        if (!(dropout.Keep > 0 && dropout.Keep <= 1))
        {
            throw new ArgumentException($"A probability of being kept lies above 0 and at most at 1, unlike {dropout.Keep}.", nameof(dropout));
        }

        Tensor mask = arena.Allocate(rows, columns);
        dropout.Random.Uniform(mask);
        Elementwise.Threshold(mask, dropout.Keep, 1 / dropout.Keep);
        return mask;
    }
}
