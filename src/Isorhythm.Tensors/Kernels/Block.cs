namespace Isorhythm.Tensors.Kernels;

/// <summary>Some columns of a matrix: rows start every <see cref="Stride"/> floats.</summary>
internal readonly unsafe struct Block(float* data, int rows, int columns, nint stride)
{
    public float* Data => data;

    public int Rows => rows;

    public int Columns => columns;

    public nint Stride => stride;

    public bool IsNone => data == null;

    public static implicit operator Block(Tensor tensor) => new(tensor.Data, tensor.Rows, tensor.Columns, tensor.Columns);

    public float* Row(int row) => data + (row * stride);

    public Block FromRow(int first, int count) => new(Row(first), count, columns, stride);

    public Block FromColumn(int first, int count) => new(data + first, rows, count, stride);

    public override string ToString() => $"{rows} x {columns}";
}
