namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// A matrix product cut to fit the caches (Goto and van de Geijn 2008): blocks of both factors are packed, B for the last and A for the
/// middle cache, and tiles of C are computed from them. C is shared out among the threads by its rows and columns, never by
/// the depth of the sum, and each thread packs what it needs: no thread waits for another before the end.
/// </summary>
internal readonly unsafe struct PackedProduct<TKernel>(Operand a, Operand b, Block c, int depth, bool accumulate, Finish finish)
    where TKernel : struct, IMicroKernel
{
    // 256 deep, a panel of B takes half of a first-level cache of 32 KB; 256 x 240 of A takes half of a second-level one of 512 KB.
    private const int DeepestBlock = 256;
    private const int RowsOfBlock = 240;
    private const int ColumnsOfBlock = 2048;

    // Below about 0.1 ms of work a second thread does not pay.
    private const double OperationsPerPart = 4e6;

    [ThreadStatic]
    private static NativeBlock? panels;

    public void Run()
    {
        (int partsDown, int partsAcross) = Share();
        var job = new Job(this, partsDown, partsAcross);
        Workers.Run(partsDown * partsAcross, &Job.RunPart, &job);
    }

    /// <summary>How to cut C into parts so that the threads together pack least.</summary>
    private (int Down, int Across) Share()
    {
        double operations = 2.0 * c.Rows * c.Columns * depth;
        int parts = (int)Math.Clamp(operations / OperationsPerPart, 1, Workers.Count);
        (int Down, int Across) best = (1, parts);
        double least = double.MaxValue;
        for (int down = 1; down <= parts; down++)
        {
            int across = parts / down;
            double packed = ((double)c.Rows / down) + ((double)c.Columns / across);
            if (parts % down == 0 && packed < least)
            {
                (best, least) = ((down, across), packed);
            }
        }

        return best;
    }

    private void RunPart(int firstRow, int rows, int firstColumn, int columns)
    {
        int blocks = (depth + DeepestBlock - 1) / DeepestBlock;
        int deep = (depth + blocks - 1) / blocks;
        int wide = Math.Min(columns, ColumnsOfBlock);
        int tall = Math.Min(rows, RowsOfBlock);
        float* packedB = Panels((RoundUp(tall, TKernel.Rows) + RoundUp(wide, TKernel.Columns)) * (long)deep);
        float* packedA = packedB + (RoundUp(wide, TKernel.Columns) * (long)deep);
        for (int j = 0; j < columns; j += wide)
        {
            int n = Math.Min(wide, columns - j);
            for (int k = 0; k < depth; k += deep)
            {
                int d = Math.Min(deep, depth - k);
                Packing.Pack(b.From(firstColumn + j, k), n, d, TKernel.Columns, packedB);
                for (int i = 0; i < rows; i += tall)
                {
                    int m = Math.Min(tall, rows - i);
                    Packing.Pack(a.From(firstRow + i, k), m, d, TKernel.Rows, packedA);
                    Tiles(packedA, packedB, m, n, d, c.Row(firstRow + i) + firstColumn + j, accumulate || k > 0);
                }
            }

            finish.Apply(c, firstRow, rows, firstColumn + j, n);
        }
    }

    private void Tiles(float* packedA, float* packedB, int rows, int columns, int deep, float* tiles, bool add)
    {
        float* edge = stackalloc float[TKernel.Rows * TKernel.Columns];
        nint stride = c.Stride;
        for (int j = 0; j < columns; j += TKernel.Columns)
        {
            float* panelB = packedB + (j * (nint)deep);
            for (int i = 0; i < rows; i += TKernel.Rows)
            {
                float* panelA = packedA + (i * (nint)deep);
                float* tile = tiles + (i * stride) + j;
                if (i + TKernel.Rows <= rows && j + TKernel.Columns <= columns)
                {
                    TKernel.Multiply(deep, panelA, panelB, tile, stride, add);
                }
                else
                {
                    TKernel.Multiply(deep, panelA, panelB, edge, TKernel.Columns, accumulate: false);
                    CopyEdge(edge, Math.Min(TKernel.Rows, rows - i), Math.Min(TKernel.Columns, columns - j), tile, stride, add);
                }
            }
        }
    }

    private static void CopyEdge(float* edge, int rows, int columns, float* tile, nint stride, bool add)
    {
        for (int i = 0; i < rows; i++, edge += TKernel.Columns, tile += stride)
        {
            for (int j = 0; j < columns; j++)
            {
                tile[j] = add ? edge[j] + tile[j] : edge[j];
            }
        }
    }

    /// <summary>This thread's memory for packed panels; it grows to the largest product and stays.</summary>
    private static float* Panels(long floats)
    {
        long bytes = floats * sizeof(float);
        if (panels is null || panels.Capacity < bytes)
        {
            panels?.Dispose();
            panels = new NativeBlock(bytes);
        }

        return (float*)panels.Start;
    }

    private static int RoundUp(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    private readonly struct Job(PackedProduct<TKernel> product, int partsDown, int partsAcross)
    {
        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            (int firstRow, int endRow) = Range(part % partsDown, partsDown, product.Rows, TKernel.Rows);
            (int firstColumn, int endColumn) = Range(part / partsDown, partsAcross, product.Columns, TKernel.Columns);
            if (endRow > firstRow && endColumn > firstColumn)
            {
                product.RunPart(firstRow, endRow - firstRow, firstColumn, endColumn - firstColumn);
            }
        }

        /// <summary>The part's share of the rows or columns, in whole tiles.</summary>
        private static (int First, int End) Range(int part, int parts, int count, int tile)
        {
            int tiles = (count + tile - 1) / tile;
            return (part * tiles / parts * tile, Math.Min(count, (part + 1) * tiles / parts * tile));
        }
    }

    private int Rows => c.Rows;

    private int Columns => c.Columns;
}
