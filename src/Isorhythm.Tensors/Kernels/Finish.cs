namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// What is done to a block of a product while it is still in the cache: a bias is added to each row, and an activation applied. By
/// default nothing.
/// </summary>
internal readonly unsafe struct Finish(Block bias, Activation activation)
{
    public void Apply(Block c, int firstRow, int rows, int firstColumn, int columns)
    {
        for (int row = firstRow; row < firstRow + rows && !bias.IsNone; row++)
        {
            Activations.AddBiasAndApply(c.Row(row) + firstColumn, bias.Data + firstColumn, columns, activation);
        }
    }
}
