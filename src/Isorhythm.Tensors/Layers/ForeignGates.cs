namespace Isorhythm.Tensors;

/// <summary>Weights of recurrent layers as other programs lay them out, brought into ours.</summary>
internal static class ForeignGates
{
    /// <summary>
    /// Copies <c>[rows, gates·units]</c>, whose gates stand in another order: our gate g is their gate <paramref name="order"/>[g].
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Copy(ReadOnlySpan<float> from, ReadOnlySpan<int> order, Tensor to, string what)
    {
        Check(from, to, what);
        int units = to.Columns / order.Length;
        for (int row = 0; row < to.Rows; row++)
        {
            ReadOnlySpan<float> theirs = from.Slice(row * to.Columns, to.Columns);
            Span<float> ours = to.Row(row).Span;
            for (int gate = 0; gate < order.Length; gate++)
            {
                theirs.Slice(order[gate] * units, units).CopyTo(ours[(gate * units)..]);
            }
        }
    }

    /// <summary>Copies <c>[gates·units, rows]</c>, the transpose of ours, whose gates stand in our order.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void CopyTransposed(ReadOnlySpan<float> from, Tensor to, string what)
    {
        Check(from, to, what);
        for (int row = 0; row < to.Rows; row++)
        {
            Span<float> ours = to.Row(row).Span;
            for (int column = 0; column < ours.Length; column++)
            {
                ours[column] = from[(column * to.Rows) + row];
            }
        }
    }

    private static void Check(ReadOnlySpan<float> from, Tensor to, string what)
    {
        if (from.Length != to.Count)
        {
            throw new ArgumentException($"{what} holds {to.Count} numbers, not {from.Length}.", nameof(from));
        }
    }
}
