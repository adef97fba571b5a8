namespace Isorhythm.Tensors;

/// <summary>
/// A matrix of float32, dense and row-major: <c>[Rows, Columns]</c>. A sequence of T steps is <c>[T·B, I]</c>.
/// It is a view: the memory belongs to an <see cref="Arena"/> or to <see cref="Parameters"/>, and a tensor is not to be used after
/// its arena was emptied.
/// </summary>
public readonly unsafe struct Tensor
{
    internal Tensor(float* data, int rows, int columns)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Where the first element lies; only kernels look behind it.</summary>
    internal float* Data { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Rows * Columns;

    /// <summary>True for <c>default</c>, which stands for "none" where a tensor is optional.</summary>
    public bool IsNone => Data == null;

    /// <summary>One row, <c>[1, Columns]</c>, over the same memory.</summary>
    public Tensor Row(int row) => Slice(row, 1);

    /// <summary><paramref name="count"/> rows from <paramref name="first"/> on, over the same memory.</summary>
    public Tensor Slice(int first, int count)
    {
        if (first < 0 || count < 0 || first > Rows - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"Rows {first}..{first + count} do not lie in a tensor of {Rows} rows.");
        }

        return new Tensor(Data + ((long)first * Columns), count, Columns);
    }

    /// <summary>Copies all elements in, row after row.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        CheckLength(values.Length);
        values.CopyTo(Span);
    }

    /// <summary>Copies all elements out, row after row.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void CopyTo(Span<float> values)
    {
        CheckLength(values.Length);
        Span.CopyTo(values);
    }

    /// <summary>Copies the elements of a tensor of the same size in.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void CopyFrom(Tensor other)
    {
        CheckLength(other.Count);
        other.Span.CopyTo(Span);
    }

    /// <summary>Sets every element to <paramref name="value"/>.</summary>
    public void Fill(float value) => Span.Fill(value);

    /// <summary>All elements, row after row, as a new array.</summary>
    public float[] ToArray() => Span.ToArray();

    /// <summary>The only element of a <c>[1, 1]</c> tensor, such as a loss.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not <c>[1, 1]</c>.</exception>
    public float ToScalar() =>
        Count == 1 ? *Data : throw new InvalidOperationException($"A tensor of {Rows} x {Columns} is not a scalar.");

    /// <summary>The elements as a span, for kernels and for the door.</summary>
    internal Span<float> Span => new(Data, Count);

    /// <summary>Says the size, for messages: "64 x 864".</summary>
    public override string ToString() => $"{Rows} x {Columns}";

    private void CheckLength(int length)
    {
        if (length != Count)
        {
            throw new ArgumentException($"A tensor of {Rows} x {Columns} holds {Count} values, not {length}.", nameof(length));
        }
    }
}
