using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Where a prior is narrow, layers write and read codes in its deviations, so that what they handle has the size that they start with: a flower's numbers
/// are a thirtieth of what a layer's first weights expect, and a decoder needs a thousand steps to notice them. Codes themselves keep the prior's size.
/// </summary>
internal sealed class CodeScale(Prior prior)
{
    private readonly float[]? deviations = prior.Deviations;
    private readonly float[]? inverses = prior.Deviations?.Select(deviation => 1 / deviation).ToArray();

    /// <summary>From deviations to codes, <c>[B, Z]</c>.</summary>
    internal Variable ToCodes(Tape tape, Variable x) => Scaled(tape, x, deviations);

    /// <summary>From codes to deviations, <c>[B, Z]</c>.</summary>
    internal Variable FromCodes(Tape tape, Variable codes) => Scaled(tape, codes, inverses);

    private static Variable Scaled(Tape tape, Variable x, float[]? by)
    {
        if (by is null)
        {
            return x;
        }

        var factors = tape.Allocate(x.Rows, x.Columns);
        for (var b = 0; b < x.Rows; b++)
        {
            factors.Row(b).CopyFrom(by);
        }

        return tape.Multiply(x, tape.Constant(factors));
    }
}
