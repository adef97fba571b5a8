using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>GRU layers one above the other; their first states are tanh of a dense layer over a code or an embedding.</summary>
internal sealed class GruStack
{
    private readonly Dense initial;
    private readonly Gru[] layers;

    /// <summary>Adds the weights of the layers.</summary>
    /// <param name="weights">Where they go.</param>
    /// <param name="name">What their names begin with.</param>
    /// <param name="from">The width of what the first states are made from.</param>
    /// <param name="inputs">The width of all parts of a step's input.</param>
    /// <param name="categories">How many of the first inputs are one-hot.</param>
    /// <param name="width">The width of each layer.</param>
    /// <param name="depth">How many layers.</param>
    internal GruStack(Parameters weights, string name, int from, int inputs, int categories, int width, int depth)
    {
        initial = new Dense(weights, $"{name}.initial", from, depth * width, Activation.Tanh, Initialiser.GlorotUniform);
        layers =
        [
            .. Enumerable.Range(0, depth).Select(layer => new Gru(
                weights,
                $"{name}.gru{layer}",
                layer == 0 ? inputs : width,
                width,
                start: new(EmbeddedRows: layer == 0 ? categories : 0))),
        ];
    }

    /// <summary>The top layer's outputs, <c>[T·B, H]</c>, from what the first states are made of, <c>[B, from]</c>.</summary>
    internal Variable Forward(Tape tape, Variable from, ReadOnlySpan<StepInput> input, int steps)
    {
        var states = initial.Forward(tape, from);                                                   // [B, depth·H]
        var h = Layer(tape, 0, states, input, steps);
        for (var layer = 1; layer < layers.Length; layer++)
        {
            h = Layer(tape, layer, states, [StepInput.Sequence(h)], steps);
        }

        return h;
    }

    private Variable Layer(Tape tape, int layer, Variable states, ReadOnlySpan<StepInput> input, int steps)
    {
        var gru = layers[layer];
        var state = tape.Columns(states, layer * gru.Units, gru.Units);                             // [B, H]
        return gru.Forward(tape, input, steps, states.Rows, state).Outputs;
    }
}
