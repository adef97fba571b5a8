using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A <see cref="LstmStack"/> step by step, for a batch of one size.</summary>
internal sealed class StackPlayer(LstmStack stack, IReadOnlyList<PackedLayer> packed, int batch, bool holdsStart) : IDisposable
{
    private readonly Tape tape = new(gradients: false);
    private readonly RecurrentStepper[] layers = [.. packed.Select(layer => new RecurrentStepper(layer, batch))];

    /// <summary>Starts anew from codes or embeddings <c>[B, E]</c>, which the lowest layer goes on seeing where it has a place for them.</summary>
    internal void Start(Tensor from)
    {
        tape.Reset();
        var states = stack.Start(tape, tape.Constant(from));
        for (var layer = 0; layer < layers.Length; layer++)
        {
            layers[layer].Start(layer == 0 && holdsStart ? from : default, states[layer].Hidden.Value, states[layer].Cells.Value);
        }
    }

    /// <summary>Takes one step and gives the top layer's output, <c>[B, H]</c>.</summary>
    internal Tensor Step(ReadOnlySpan<int> tokens, Tensor values = default)
    {
        var h = layers[0].Step(tokens, values);
        for (var layer = 1; layer < layers.Length; layer++)
        {
            h = layers[layer].Step(h);
        }

        return h;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        tape.Dispose();
        foreach (var layer in layers)
        {
            layer.Dispose();
        }
    }
}
