using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>
/// The weights of a <see cref="Dense"/> layer, rearranged for a few rows at a time, as the output layer of a decoder sees them: no tape, and no
/// memory taken. Any number of threads may use it.
/// </summary>
public sealed unsafe class PackedDense : IDisposable
{
    private readonly Arena memory = new();
    private readonly Dense layer;
    private readonly PackedWeights weights;

    /// <summary>Rearranges the weights as they are now.</summary>
    public PackedDense(Dense layer)
    {
        this.layer = layer;
        Parameter weight = layer.Weight;
        long floats = PackedWeights.Size(weight.Rows, 1, weight.Columns);
        weights = new PackedWeights((float*)memory.AllocateBytes(floats * sizeof(float)), weight.Rows, 1, weight.Columns);
        Pack();
    }

    /// <summary>Takes the layer's weights again, after they have changed; not while another thread uses them.</summary>
    public void Pack()
    {
        Tensor w = layer.Weight.Value;
        weights.Pack(new Operand((nint)w.Data, 1, w.Columns));
    }

    /// <summary>y = activation(x·W + b), x <c>[B, inputs]</c> to y <c>[B, outputs]</c>.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public void Forward(Tensor x, Tensor y)
    {
        if (x.Columns != weights.Depth || y.Columns != weights.Units || x.Rows != y.Rows)
        {
            throw new ArgumentException($"\"{layer.Weight.Name}\" takes {weights.Depth} inputs to {weights.Units} outputs, not {x} to {y}.", nameof(y));
        }

        PackedDenseStep.Run(x, weights, y, new Finish(layer.Bias.Value, layer.Activation));
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => memory.Dispose();
}
