namespace Isorhythm.Tensors;

/// <summary>
/// A value that a <see cref="Tape"/> computed, with its gradient once the tape was played back. Dies with the tape's step.
/// </summary>
public readonly struct Variable
{
    private readonly Tape tape;

    internal Variable(Tape tape, int index)
    {
        this.tape = tape;
        Index = index;
    }

    /// <summary>The value.</summary>
    public Tensor Value => tape.ValueOf(this);

    /// <summary>d loss / d value after <see cref="Tape.Backward"/>; none where the loss does not depend on it through a weight.</summary>
    public Tensor Gradient => tape.GradientOf(this);

    /// <summary>Number of rows of the value.</summary>
    public int Rows => Value.Rows;

    /// <summary>Number of columns of the value.</summary>
    public int Columns => Value.Columns;

    internal int Index { get; }
}
