using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>LSTM layers one above the other that start from a code or an embedding.</summary>
internal sealed class LstmStack
{
    private readonly InitialStates initial;
    private readonly float dropout;
    private readonly int width;

    internal LstmStack(Parameters weights, string name, DecoderRecipe recipe, int start, int inputs, int tokens = 0, int memory = 0)
    {
        (dropout, width) = (recipe.Dropout, recipe.Hidden);
        initial = new InitialStates(weights, $"{name}.initial", start, recipe.Layers, recipe.Hidden);
        Layers = [.. Enumerable.Range(0, recipe.Layers).Select(layer => new Lstm(
            weights,
            $"{name}.lstm{layer}",
            layer == 0 ? inputs : recipe.Hidden,
            recipe.Hidden,
            start: new(EmbeddedRows: layer == 0 ? tokens : 0, Memory: memory)))];
    }

    /// <summary>The layers, the lowest first.</summary>
    internal IReadOnlyList<Lstm> Layers { get; }

    /// <summary>S, numbers in the states of all layers: 2·layers·H.</summary>
    internal int States => 2 * Layers.Count * width;

    /// <summary>The states that the layers start from.</summary>
    internal LstmState[] Start(Tape tape, Variable from) => initial.Forward(tape, from);

    /// <summary>The same side by side, <c>[B, S]</c>: h and c of the first layer, then of the next.</summary>
    internal Variable StartTogether(Tape tape, Variable from) => initial.Together(tape, from);

    /// <summary>One step from the states side by side: the top layer's output, <c>[B, H]</c>, and the states after it.</summary>
    internal (Variable Output, Variable States) Step(Tape tape, Variable states, StepInput[] input)
    {
        var before = initial.Split(tape, states);
        var after = new Variable[2 * Layers.Count];
        Variable h = default;
        for (var layer = 0; layer < Layers.Count; layer++)
        {
            (h, (after[2 * layer], after[(2 * layer) + 1])) = Layers[layer].Forward(tape, input, steps: 1, states.Rows, before[layer]);
            input = [StepInput.Sequence(h)];
        }

        return (h, tape.Concatenate(after));
    }

    /// <summary>The top layer's outputs, <c>[T·B, H]</c>.</summary>
    internal Variable Forward(Tape tape, Variable from, StepInput[] input, int steps, RandomStream? masks)
    {
        var states = Start(tape, from);
        Variable h = default;
        for (var layer = 0; layer < Layers.Count; layer++)
        {
            h = Layers[layer].Forward(tape, input, steps, from.Rows, states[layer], dropout: Masks.Of(dropout, masks)).Outputs;
            input = [StepInput.Sequence(h)];
        }

        return h;
    }
}
