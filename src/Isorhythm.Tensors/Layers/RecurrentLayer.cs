using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>What <see cref="Lstm"/> and <see cref="Gru"/> have in common: weights for the inputs and for the layer's own last output.</summary>
public abstract class RecurrentLayer
{
    private protected RecurrentLayer(Parameters parameters, string name, int inputs, int units, bool isGru, Initialiser initialiser, RecurrentStart start)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        Inputs = inputs;
        Units = units;
        Columns = new GateColumns(units, isGru);
        int fan = initialiser == Initialiser.PyTorch ? units : inputs + units;
        ParameterStart drawn = ParameterStart.Of(initialiser, fan, Columns.Input);
        Weight = parameters.Add(name + ".weight", inputs, Columns.Input, drawn with { EmbeddedRows = start.EmbeddedRows });
        Recurrent = parameters.Add(name + ".recurrent", units, Columns.Recurrent, drawn);
        ParameterStart open = isGru ? default : new ParameterStart { Memory = start.Memory };
        Bias = parameters.Add(name + ".bias", 1, Columns.Input, initialiser == Initialiser.PyTorch ? drawn : open);
    }

    /// <summary>Numbers that the layer reads at each step: the width of all parts of its input.</summary>
    public int Inputs { get; }

    /// <summary>Numbers that the layer gives at each step.</summary>
    public int Units { get; }

    /// <summary>The weights of the inputs, <c>[Inputs, gates·Units]</c>.</summary>
    public Parameter Weight { get; }

    /// <summary>The weights of the layer's own last output, <c>[Units, gates·Units]</c>.</summary>
    public Parameter Recurrent { get; }

    /// <summary>The bias of the gates, <c>[1, gates·Units]</c>.</summary>
    public Parameter Bias { get; }

    internal GateColumns Columns { get; }

    /// <summary>Writes the bias that belongs to the inputs' product, <c>[1, gates·Units]</c>.</summary>
    internal virtual void CopyInputBias(Tensor to) => to.CopyFrom(Bias.Value);

    /// <summary>Checks the parts of an input, and gives them dropout.</summary>
    internal StepInputs Take(Tape tape, ReadOnlySpan<StepInput> inputs, int steps, int batch, Dropout dropout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (inputs.Length > StepInputs.Most)
        {
            throw new ArgumentException($"An input has at most {StepInputs.Most} parts, not {inputs.Length}.", nameof(inputs));
        }

        var taken = default(StepInputs);
        int width = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            StepInput part = inputs[i];
            int rows = part.Kind == StepInputKind.Tokens ? part.Tokens.Rows : part.Values.Rows;
            int expected = part.Kind == StepInputKind.Held ? batch : steps * batch;
            if (rows != expected)
            {
                throw new ArgumentException($"Part {i} of the input of \"{Weight.Name}\" has {rows} rows, not {expected}.", nameof(inputs));
            }

            if (part.Kind == StepInputKind.Tokens)
            {
                part.Tokens.CheckBelow(part.Width);
            }

            width += part.Width;
            taken[i] = dropout.IsOff ? part : part.With(dropout, tape, steps);
        }

        return width == Inputs ? taken : throw new ArgumentException($"\"{Weight.Name}\" takes {Inputs} inputs a step, not {width}.", nameof(inputs));
    }
}
