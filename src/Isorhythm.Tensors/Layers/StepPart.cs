namespace Isorhythm.Tensors;

/// <summary>
/// What a part of a recurrent layer's input is, for running it step by step. The parts stand in the order of the rows of the layer's weight.
/// </summary>
public readonly record struct StepPart
{
    private StepPart(StepInputKind kind, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Kind = kind;
        Width = width;
    }

    /// <summary>Rows of the layer's weight that belong to this part.</summary>
    public int Width { get; }

    internal StepInputKind Kind { get; }

    /// <summary>Tokens of a vocabulary; there may be several such parts.</summary>
    public static StepPart OneHot(int vocabulary) => new(StepInputKind.Tokens, vocabulary);

    /// <summary>Numbers that are the same at every step; at most one such part.</summary>
    public static StepPart Held(int width) => new(StepInputKind.Held, width);

    /// <summary>Numbers that change with every step, such as what the layer below gives; at most one such part.</summary>
    public static StepPart Values(int width) => new(StepInputKind.Sequence, width);
}
