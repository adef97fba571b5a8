using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A <see cref="TokenDecoder"/>'s weights rearranged for writing step by step; any number of <see cref="TokenPlayer"/>s share them.</summary>
internal sealed class PackedDecoder : IDisposable
{
    internal PackedDecoder(TokenDecoder decoder)
    {
        Conductor = decoder.Conductor is { } conductor ? Packed(conductor.Layers, [StepPart.OneHot(1)]) : [];
        Stacks = [.. decoder.Stacks.Select(stack =>
            Packed(stack.Layers, [.. stack.Vocabularies.Select(StepPart.OneHot), StepPart.Held(stack.Embedding)]))];
        Outputs = [.. decoder.Stacks.Select(stack => new PackedDense(stack.Output))];
    }

    /// <summary>The conductor's layers; none without a conductor.</summary>
    internal IReadOnlyList<PackedLayer> Conductor { get; }

    /// <summary>The layers of each stack.</summary>
    internal IReadOnlyList<IReadOnlyList<PackedLayer>> Stacks { get; }

    /// <summary>The output layer of each stack.</summary>
    internal IReadOnlyList<PackedDense> Outputs { get; }

    /// <summary>Takes the weights again, after they have changed; not while a player runs.</summary>
    internal void Pack()
    {
        foreach (var layer in Stacks.SelectMany(stack => stack).Concat(Conductor))
        {
            layer.Pack();
        }

        foreach (var output in Outputs)
        {
            output.Pack();
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var layer in Stacks.SelectMany(stack => stack).Concat(Conductor))
        {
            layer.Dispose();
        }

        foreach (var output in Outputs)
        {
            output.Dispose();
        }
    }

    private static PackedLayer[] Packed(LstmStack stack, StepPart[] parts) =>
        [.. stack.Layers.Select((layer, i) => i == 0 ? new PackedLayer(layer, parts) : new PackedLayer(layer, StepPart.Values(layer.Inputs)))];
}
