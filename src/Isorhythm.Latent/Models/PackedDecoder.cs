using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>An autoregressive decoder's weights rearranged for writing step by step; any number of players share them.</summary>
internal sealed class PackedDecoder : IDisposable
{
    /// <summary>Rearranges the weights as they are now.</summary>
    /// <param name="conductor">What gives each segment its embedding; null where the code itself is.</param>
    /// <param name="stacks">The layers of each stack, and the parts of the lowest one's input.</param>
    /// <param name="outputs">The output layers.</param>
    internal PackedDecoder(Conductor? conductor, IEnumerable<(LstmStack Layers, StepPart[] Parts)> stacks, IEnumerable<Dense> outputs)
    {
        Conductor = conductor is null ? [] : Packed(conductor.Layers, [StepPart.OneHot(1)]);
        Stacks = [.. stacks.Select(stack => Packed(stack.Layers, stack.Parts))];
        Outputs = [.. outputs.Select(output => new PackedDense(output))];
    }

    /// <summary>The conductor's layers; none without a conductor.</summary>
    internal IReadOnlyList<PackedLayer> Conductor { get; }

    /// <summary>The layers of each stack.</summary>
    internal IReadOnlyList<IReadOnlyList<PackedLayer>> Stacks { get; }

    /// <summary>The output layers.</summary>
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
