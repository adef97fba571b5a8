namespace Isorhythm.Tensors;

/// <summary>A named matrix of weights: a view of the flat buffers of its <see cref="Parameters"/>.</summary>
public sealed class Parameter
{
    private readonly Parameters owner;

    internal Parameter(Parameters owner, string name, int rows, int columns, long offset, ParameterStart start)
    {
        this.owner = owner;
        Name = name;
        Rows = rows;
        Columns = columns;
        Offset = offset;
        Start = start;
    }

    /// <summary>The name that the weight has in a file: "encoder.weight".</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>How many times the optimiser's step size this weight takes; it is no part of what is saved.</summary>
    public float Rate { get; set; } = 1;

    /// <summary>The values, <c>[Rows, Columns]</c>.</summary>
    public Tensor Value => Parameters.View(owner.Values, this);

    /// <summary>The gradient that the last backward pass left, <c>[Rows, Columns]</c>.</summary>
    public Tensor Gradient => Parameters.View(owner.Gradients, this);

    internal long Offset { get; }

    internal ParameterStart Start { get; }

    /// <summary>False until a backward pass has written the gradient since it was last cleared.</summary>
    internal bool HasGradient { get; set; }

    /// <summary>The place to write the gradient to, and whether to add to what is there.</summary>
    internal Tensor TakeGradient(out bool accumulate)
    {
        accumulate = HasGradient;
        HasGradient = true;
        return Parameters.View(owner.RawGradients, this);
    }
}
