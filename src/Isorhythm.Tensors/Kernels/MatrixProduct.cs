using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>Which factor of a matrix product is read transposed.</summary>
internal enum Transposed
{
    None,
    Left,
    Right,
}

/// <summary>C = A·B, C = Aᵀ·B and C = A·Bᵀ, or C += the same.</summary>
internal static class MatrixProduct
{
    /// <summary>
    /// y = activation(x·W + b), with x <c>[B, I]</c> (also without its zeros, or none), W <c>[I, O]</c>, b <c>[1, O]</c> and y <c>[B,
    /// O]</c>.
    /// </summary>
    public static void Dense(Tensor x, SparseMatrix sparse, Tensor weight, Tensor bias, Activation activation, Tensor y)
    {
        var finish = new Finish(bias, activation);
        if (sparse.IsNone)
        {
            Multiply(x, weight, y, Transposed.None, accumulate: false, finish);
        }
        else
        {
            SparseProduct.Multiply(sparse, weight, y, accumulate: false, finish);
        }
    }

    /// <summary>At the widest vectors that the machine accelerates.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static void Multiply(Block a, Block b, Block c, Transposed transposed, bool accumulate, Finish finish = default)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<MicroKernel512>(a, b, c, transposed, accumulate, finish);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<MicroKernel256>(a, b, c, transposed, accumulate, finish);
        }
        else
        {
            Multiply<MicroKernel128>(a, b, c, transposed, accumulate, finish);
        }
    }

    /// <summary>The same at a vector width of choice, for tests.</summary>
    public static unsafe void Multiply<TKernel>(Block a, Block b, Block c, Transposed transposed, bool accumulate, Finish finish = default)
        where TKernel : struct, IMicroKernel
    {
        int inner = CheckSizes(a, b, c, transposed);
        Operand left = transposed == Transposed.Left ? new((nint)a.Data, 1, a.Stride) : new((nint)a.Data, a.Stride, 1);
        Operand right = transposed == Transposed.Right ? new((nint)b.Data, b.Stride, 1) : new((nint)b.Data, 1, b.Stride);
        new PackedProduct<TKernel>(left, right, c, inner, accumulate, finish).Run();
    }

    private static int CheckSizes(Block a, Block b, Block c, Transposed transposed)
    {
        (int rows, int inner) = transposed == Transposed.Left ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        (int innerOfB, int columns) = transposed == Transposed.Right ? (b.Columns, b.Rows) : (b.Rows, b.Columns);
        bool fits = rows == c.Rows && columns == c.Columns && inner == innerOfB && inner > 0;
        return fits ? inner : throw new ArgumentException($"A product of {a} and {b} (transposed: {transposed}) does not fit into {c}.", nameof(c));
    }
}
