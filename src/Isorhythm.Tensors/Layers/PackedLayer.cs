using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>
/// The weights of an <see cref="Tensors.Lstm"/> or a <see cref="Tensors.Gru"/>, rearranged for running the layer step by step. Any number of
/// <see cref="RecurrentStepper"/>s may share them, on any threads.
/// </summary>
public sealed unsafe class PackedLayer : IDisposable
{
    private readonly Arena memory = new();
    private readonly int firstRowOfValues;

    /// <summary>Rearranges the weights as they are now.</summary>
    /// <exception cref="ArgumentException">The parts do not make up the layer's input.</exception>
    public PackedLayer(RecurrentLayer layer, params ReadOnlySpan<StepPart> parts)
    {
        Layer = layer;
        Parts = parts.ToArray();
        int width = Parts.Sum(part => part.Width);
        bool fits = width == layer.Inputs && CountOf(StepInputKind.Held) <= 1 && CountOf(StepInputKind.Sequence) <= 1;
        if (!fits)
        {
            throw new ArgumentException($"\"{layer.Weight.Name}\" takes {layer.Inputs} inputs a step, of which at most one part is held and one part is values.", nameof(parts));
        }

        TokenParts = CountOf(StepInputKind.Tokens);
        (firstRowOfValues, int values) = RowsOf(StepInputKind.Sequence);
        int gates = layer.Columns.Recurrent / layer.Units;
        Recurrent = Allocate(layer.Units, gates);
        Values = values == 0 ? default : Allocate(values, gates);
        Pack();
    }

    /// <summary>The layer.</summary>
    public RecurrentLayer Layer { get; }

    internal StepPart[] Parts { get; }

    internal PackedWeights Recurrent { get; }

    internal PackedWeights Values { get; }

    internal int TokenParts { get; }

    /// <summary>Takes the layer's weights again, after they have changed; not while a stepper runs.</summary>
    public void Pack()
    {
        Tensor u = Layer.Recurrent.Value;
        Recurrent.Pack(new Operand((nint)u.Data, 1, u.Columns));
        if (!Values.IsNone)
        {
            Tensor w = Layer.Weight.Value.Slice(firstRowOfValues, Values.Depth);
            Values.Pack(new Operand((nint)w.Data, 1, w.Columns));
        }
    }

    /// <summary>Gives the memory back; no stepper may run afterwards.</summary>
    public void Dispose() => memory.Dispose();

    /// <summary>The rows of the layer's weight that belong to the part of a kind.</summary>
    internal (int First, int Count) RowsOf(StepInputKind kind)
    {
        int row = 0;
        foreach (StepPart part in Parts)
        {
            if (part.Kind == kind)
            {
                return (row, part.Width);
            }

            row += part.Width;
        }

        return (0, 0);
    }

    private int CountOf(StepInputKind kind) => Parts.Count(part => part.Kind == kind);

    private PackedWeights Allocate(int depth, int gates)
    {
        long floats = PackedWeights.Size(depth, gates, Layer.Units);
        return new PackedWeights((float*)memory.AllocateBytes(floats * sizeof(float)), depth, gates, Layer.Units);
    }
}
