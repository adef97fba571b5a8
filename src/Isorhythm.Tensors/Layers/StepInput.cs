using System.Runtime.CompilerServices;

namespace Isorhythm.Tensors;

/// <summary>
/// One part of what a recurrent layer reads at every step. The parts stand in the order of the rows of the layer's weight.
/// </summary>
public readonly struct StepInput
{
    private StepInput(StepInputKind kind, Variable values, Tokens tokens, int width, Tensor scales = default)
    {
        Kind = kind;
        Values = values;
        Tokens = tokens;
        Width = width;
        Scales = scales;
    }

    internal StepInputKind Kind { get; }

    internal Variable Values { get; }

    internal Tokens Tokens { get; }

    /// <summary>Rows of the layer's weight that belong to this part.</summary>
    internal int Width { get; }

    /// <summary>What each token's row is multiplied with, <c>[T·B, 1]</c>; or none.</summary>
    internal Tensor Scales { get; }

    /// <summary>A sequence <c>[T·B, I]</c>: row t·B + b at step t.</summary>
    public static StepInput Sequence(Variable values) => new(StepInputKind.Sequence, values, default, values.Columns);

    /// <summary>
    /// Tokens <c>[T·B]</c> of a vocabulary, as the rows of 0 and 1 that they stand for. They cost no product: they choose rows of the weight.
    /// </summary>
    public static StepInput OneHot(Tokens tokens, int vocabulary) => new(StepInputKind.Tokens, default, tokens, vocabulary);

    /// <summary>The same values <c>[B, I]</c> at every step. Their product is computed once for all steps, and their gradient as well.</summary>
    public static StepInput Held(Variable values) => new(StepInputKind.Held, values, default, values.Columns);

    /// <summary>The same part with dropout: a mask of its own at every step, and for tokens one a row.</summary>
    internal StepInput With(Dropout dropout, Tape tape, int steps) => Kind switch
    {
        StepInputKind.Sequence => Sequence(tape.Dropout(Values, dropout)),
        StepInputKind.Held => Sequence(tape.Dropout(tape.Repeat(Values, steps), dropout)),
        _ => new StepInput(Kind, default, Tokens, Width, tape.DropoutMask(Tokens.Rows, 1, dropout)),
    };
}

internal enum StepInputKind
{
    Sequence,
    Tokens,
    Held,
}

/// <summary>The parts of an input in one place, which is not the heap.</summary>
[InlineArray(Most)]
internal struct StepInputs
{
    public const int Most = 8;
    private StepInput first;
}
