namespace Isorhythm.Tensors.Kernels;

/// <summary>Three loops, as the definition says: what the fast products are tested against.</summary>
internal static unsafe class ReferenceMatrixProduct
{
    public static void Multiply(Tensor a, Tensor b, Tensor c, Transposed transposed, bool accumulate)
    {
        int inner = transposed == Transposed.Left ? a.Rows : a.Columns;
        (long rowOfA, long columnOfA) = transposed == Transposed.Left ? (1, a.Columns) : (a.Columns, 1L);
        (long rowOfB, long columnOfB) = transposed == Transposed.Right ? (1, b.Columns) : (b.Columns, 1L);
        for (int row = 0; row < c.Rows; row++)
        {
            for (int column = 0; column < c.Columns; column++)
            {
                double sum = accumulate ? c.Data[(row * c.Columns) + column] : 0;
                for (int i = 0; i < inner; i++)
                {
                    sum += (double)a.Data[(row * rowOfA) + (i * columnOfA)] * b.Data[(i * rowOfB) + (column * columnOfB)];
                }

                c.Data[(row * c.Columns) + column] = (float)sum;
            }
        }
    }
}
