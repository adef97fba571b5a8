namespace Isorhythm.Tensors;

/// <summary>An axis of an input or output of an ONNX graph.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Size">How many; 0 for the batch, whose size each call chooses.</param>
public sealed record OnnxAxis(string Name, int Size)
{
    /// <summary>The phrases that are computed at once.</summary>
    public static OnnxAxis Batch { get; } = new("batch", 0);

    /// <summary>True for the batch.</summary>
    public bool IsBatch => Size == 0;
}

/// <summary>The kinds of numbers that a graph takes and gives, with their numbers in the format.</summary>
public enum OnnxType
{
    /// <summary>32-bit real numbers.</summary>
    Float = 1,

    /// <summary>32-bit whole numbers.</summary>
    Int32 = 6,

    /// <summary>64-bit whole numbers.</summary>
    Int64 = 7,
}

/// <summary>An input or output of an ONNX graph.</summary>
/// <param name="Name">What a program calls it.</param>
/// <param name="Type">Its numbers.</param>
/// <param name="Axes">Its axes in order.</param>
/// <param name="Meaning">What the numbers are, as a sentence.</param>
public sealed record OnnxValue(string Name, OnnxType Type, IReadOnlyList<OnnxAxis> Axes, string Meaning);
