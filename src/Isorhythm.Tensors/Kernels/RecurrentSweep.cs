using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>What a recurrent layer does in one step, forwards or backwards, around the product with its recurrent weights.</summary>
internal unsafe interface IRecurrentCell
{
    /// <summary>Called at the start of a step, which counts from 0 in the order in which steps are taken.</summary>
    void Begin(int step, int firstRow, int rows);

    /// <summary>The left factor of the step's product, or none.</summary>
    Block Factor(int step, int firstRow, int rows);

    /// <summary>What stands in the product's place in a step that has no factor: <c>[rows, units]</c>; or none for zeros.</summary>
    Block Seed(int firstRow, int rows);

    /// <summary>
    /// Some units of all rows. The product of gate g, row r and unit <paramref name="unit"/> + u lies at product[g·gateStride + r·rowStride + u].
    /// </summary>
    void Apply<TLanes, TVector>(int step, int firstRow, int rows, int unit, int units, float* product, nint gateStride, nint rowStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>
/// All steps of a layer for some rows of the batch. The rows of a batch never meet, so threads that have rows of their own need not wait for
/// each other at any step; and the two directions of a bidirectional layer are work of their own as well.
/// </summary>
internal static unsafe class RecurrentSweep<TCell>
    where TCell : unmanaged, IRecurrentCell
{
    // As many rows as still leave their part of the factor in a second-level cache, and their product in a first-level one.
    private const int MostRows = 120;
    private const int FewestRows = 4;

    // About a millisecond for the few rows of a phrase or two, whose answer somebody waits for.
    private const double OperationsWorthSharing = 5e7;

    /// <summary>Runs one direction, or two where <paramref name="two"/>.</summary>
    public static void Run(Direction first, Direction second, bool two, int batch, int steps)
    {
        int directions = two ? 2 : 1;
        int chunks = Math.Max((batch + MostRows - 1) / MostRows, Math.Min(Workers.Count / directions, batch / FewestRows));
        var job = new Job(first, second, batch, steps, Math.Max(1, chunks));
        PackedWeights weights = first.Weights;
        double operations = 2.0 * directions * steps * batch * weights.Depth * weights.Gates * weights.Units;
        Workers.Run(operations >= OperationsWorthSharing, directions * job.Chunks, &Job.RunPart, &job);
    }

    /// <summary>A cell and the weights of its product.</summary>
    public readonly struct Direction(TCell cell, PackedWeights weights)
    {
        public TCell Cell => cell;

        public PackedWeights Weights => weights;
    }

    private readonly struct Job(Direction first, Direction second, int batch, int steps, int chunks)
    {
        public int Chunks => chunks;

        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            int chunk = part % chunks;
            int firstRow = (int)((long)chunk * batch / chunks);
            int rows = (int)((chunk + 1L) * batch / chunks) - firstRow;
            Direction direction = part < chunks ? first : second;
            if (Vector512.IsHardwareAccelerated)
            {
                RunRows<Lanes512, Vector512<float>>(direction, steps, firstRow, rows);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                RunRows<Lanes256, Vector256<float>>(direction, steps, firstRow, rows);
            }
            else
            {
                RunRows<Lanes128, Vector128<float>>(direction, steps, firstRow, rows);
            }
        }
    }

    private static void RunRows<TLanes, TVector>(Direction direction, int steps, int firstRow, int rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int padded = RowsProduct<TLanes, TVector>.PaddedRows(rows);
        int width = PackedWeights.PanelWidth;
        float* product = stackalloc float[PackedWeights.MostPanels * padded * width];
        PackedWeights weights = direction.Weights;
        TCell cell = direction.Cell;
        for (int step = 0; step < steps; step++)
        {
            cell.Begin(step, firstRow, rows);
            Block factor = cell.Factor(step, firstRow, rows);
            for (int block = 0; block < weights.Blocks; block++)
            {
                int firstUnit = block * weights.UnitsOfBlock;
                if (factor.IsNone)
                {
                    Place(cell.Seed(firstRow, rows), firstUnit, weights.Units, product, padded);
                }
                else
                {
                    RowsProduct<TLanes, TVector>.Run(factor, weights, block, product);
                }

                for (int panel = 0; panel < weights.PanelsOfUnits(block); panel++)
                {
                    int unit = firstUnit + (panel * width);
                    float* gates = product + (panel * weights.Gates * padded * width);
                    cell.Apply<TLanes, TVector>(step, firstRow, rows, unit, Math.Min(width, weights.Units - unit), gates, padded * width, width);
                }
            }
        }
    }

    /// <summary>Puts a block's units of the seed where a product with one gate would be, or zeros.</summary>
    private static void Place(Block seed, int firstUnit, int units, float* product, int padded)
    {
        int width = PackedWeights.PanelWidth;
        new Span<float>(product, PackedWeights.MostPanels * padded * width).Clear();
        for (int panel = 0; panel < PackedWeights.MostPanels && !seed.IsNone; panel++)
        {
            int unit = firstUnit + (panel * width);
            int count = Math.Clamp(units - unit, 0, width);
            for (int row = 0; row < seed.Rows && count > 0; row++)
            {
                new ReadOnlySpan<float>(seed.Row(row) + unit, count).CopyTo(new Span<float>(product + (((panel * padded) + row) * width), width));
            }
        }
    }
}
