namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// A few rows times one block of packed weights, to <c>[panels, padded rows, panel width]</c>: the product of one step of a recurrent
/// layer, small enough to stay in the first caches until the cell has used it.
/// </summary>
internal static unsafe class RowsProduct<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int Tall = 6;
    private const int Short = 4;

    private static int Width => 2 * TLanes.Count;

    /// <summary>Rows of the result, of which the last few may mean nothing.</summary>
    public static int PaddedRows(int rows)
    {
        (int tall, int low) = Tiles(rows);
        return rows == 1 ? 1 : (tall * Tall) + (low * Short);
    }

    public static void Run(Block a, PackedWeights weights, int block, float* result)
    {
        int panels = weights.PanelsOfUnits(block) * weights.Gates;
        int deepest = weights.DepthOfPart;
        float* b = weights.Block(block);
        float* lastTile = stackalloc float[a.Rows == 1 ? 1 : Tall * deepest];
        for (int k = 0; k < weights.Depth; k += deepest)
        {
            int deep = Math.Min(deepest, weights.Depth - k);
            if (a.Rows == 1)
            {
                MultiplyRow(a.Data + k, b, panels, deep, result, k > 0);
            }
            else
            {
                MultiplyRows(a.FromColumn(k, deep), b, panels, result, lastTile, k > 0);
            }

            b += panels * Width * (nint)deep;
        }
    }

    private static void MultiplyRow(float* a, float* b, int panels, int deep, float* result, bool accumulate)
    {
        nint panel = Width * (nint)deep;
        int i = 0;
        for (; i <= panels - 4; i += 4)
        {
            PanelKernel<TLanes, TVector>.OneByFour(deep, a, b + (i * panel), result + (i * Width), accumulate);
        }

        for (; i < panels; i++)
        {
            PanelKernel<TLanes, TVector>.One(deep, a, b + (i * panel), result + (i * Width), accumulate);
        }
    }

    private static void MultiplyRows(Block a, float* b, int panels, float* result, float* lastTile, bool accumulate)
    {
        (int tall, int low) = Tiles(a.Rows);
        int tiles = tall + low;
        Block last = CopyLastTile(a, tall, low, lastTile);
        for (int panel = 0; panel < panels; panel++, b += Width * (nint)a.Columns)
        {
            for (int i = 0; i < tiles; i++)
            {
                int row = i < tall ? i * Tall : (tall * Tall) + ((i - tall) * Short);
                nint ahead = i == 0 ? Width * (nint)a.Columns : 0;
                Block tile = i == tiles - 1 ? last : a.FromRow(row, 0);
                if (i < tall)
                {
                    PanelKernel<TLanes, TVector>.Six(a.Columns, tile.Data, tile.Stride, b, result + (row * Width), accumulate, ahead);
                }
                else
                {
                    PanelKernel<TLanes, TVector>.Four(a.Columns, tile.Data, tile.Stride, b, result + (row * Width), accumulate, ahead);
                }
            }

            result += Width * ((tall * Tall) + (low * Short));
        }
    }

    /// <summary>The rows of the last tile where they are, or, when too few are left, in <paramref name="place"/>, filled up with zeros.</summary>
    private static Block CopyLastTile(Block a, int tall, int low, float* place)
    {
        int rows = low > 0 ? Short : Tall;
        int first = (tall * Tall) + (low * Short) - rows;
        int present = a.Rows - first;
        if (present == rows)
        {
            return a.FromRow(first, rows);
        }

        for (int i = 0; i < rows; i++)
        {
            var row = new Span<float>(place + (i * a.Columns), a.Columns);
            if (i < present)
            {
                new ReadOnlySpan<float>(a.Row(first + i), a.Columns).CopyTo(row);
            }
            else
            {
                row.Clear();
            }
        }

        return new Block(place, rows, a.Columns, a.Columns);
    }

    /// <summary>Tiles of six rows, then of four, so that at most three rows are wasted.</summary>
    private static (int Tall, int Low) Tiles(int rows)
    {
        int low = (rows % Tall) switch
        {
            0 or 5 => 0,
            1 or 2 => rows > Tall ? 2 : 1,
            _ => 1,
        };
        return (Math.Max(0, (rows - (low * Short) + Tall - 1) / Tall), low);
    }
}
