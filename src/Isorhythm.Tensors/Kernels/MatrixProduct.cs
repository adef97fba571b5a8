namespace Isorhythm.Tensors.Kernels;

/// <summary>Which factor of a matrix product is read transposed.</summary>
internal enum Transposed
{
    None,
    Left,
    Right,
}

/// <summary>C = A·B, C = Aᵀ·B and C = A·Bᵀ, or C += the same.</summary>
internal static unsafe class MatrixProduct
{
    public static void Multiply(Tensor a, Tensor b, Tensor c, Transposed transposed, bool accumulate)
    {
        int inner = transposed == Transposed.Left ? a.Rows : a.Columns;
        bool fits = (transposed == Transposed.Left ? a.Columns : a.Rows) == c.Rows
            && (transposed == Transposed.Right ? b.Rows : b.Columns) == c.Columns
            && (transposed == Transposed.Right ? b.Columns : b.Rows) == inner;
        if (!fits)
        {
            throw new ArgumentException($"A product of {a} and {b} (transposed: {transposed}) does not fit into {c}.", nameof(c));
        }

        ReferenceMatrixProduct.Multiply(a, b, c, transposed, accumulate);
    }
}
