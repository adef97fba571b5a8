using System.Numerics.Tensors;

namespace Isorhythm.Tensors;

/// <summary>A named array of float32 in a file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
/// <param name="Values">Its elements, the last size running fastest.</param>
public sealed record SafeTensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>True when every element is a number: neither NaN nor infinite.</summary>
    public bool IsFinite => TensorPrimitives.IsFiniteAll(Values.Span);
}
