using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>y = activation(x·W + b) for a few rows, with weights that were packed before; threads share out the columns.</summary>
internal static unsafe class PackedDenseStep
{
    private const int MostRows = 120;
    private const double WeightsWorthSharing = 1 << 17;

    public static void Run(Block x, PackedWeights weights, Block y, Finish finish)
    {
        var job = new Job(x, weights, y, finish);
        job.BlocksOfPart = (double)weights.Depth * weights.Units * x.Rows < WeightsWorthSharing ? weights.Blocks : 1;
        Workers.Run((weights.Blocks + job.BlocksOfPart - 1) / job.BlocksOfPart, &Job.RunPart, &job);
    }

    private struct Job(Block x, PackedWeights weights, Block y, Finish finish)
    {
        public int BlocksOfPart { get; set; }

        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            if (Vector512.IsHardwareAccelerated)
            {
                job.RunPart<Lanes512, Vector512<float>>(part);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                job.RunPart<Lanes256, Vector256<float>>(part);
            }
            else
            {
                job.RunPart<Lanes128, Vector128<float>>(part);
            }
        }

        private readonly void RunPart<TLanes, TVector>(int part)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged
        {
            int most = RowsProduct<TLanes, TVector>.PaddedRows(Math.Min(MostRows, x.Rows));
            float* product = stackalloc float[PackedWeights.MostPanels * most * PackedWeights.PanelWidth];
            for (int block = part * BlocksOfPart; block < Math.Min(weights.Blocks, (part + 1) * BlocksOfPart); block++)
            {
                for (int row = 0; row < x.Rows; row += MostRows)
                {
                    RunBlock<TLanes, TVector>(block, row, Math.Min(MostRows, x.Rows - row), product);
                }
            }
        }

        private readonly void RunBlock<TLanes, TVector>(int block, int firstRow, int rows, float* product)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged
        {
            int width = PackedWeights.PanelWidth;
            int padded = RowsProduct<TLanes, TVector>.PaddedRows(rows);
            RowsProduct<TLanes, TVector>.Run(x.FromRow(firstRow, rows), weights, block, product);
            for (int panel = 0; panel < weights.PanelsOfUnits(block); panel++, product += (padded - rows) * width)
            {
                int column = (block * weights.UnitsOfBlock) + (panel * width);
                int columns = Math.Min(width, weights.Units - column);
                for (int row = 0; row < rows; row++, product += width)
                {
                    new ReadOnlySpan<float>(product, columns).CopyTo(new Span<float>(y.Row(firstRow + row) + column, columns));
                }

                finish.Apply(y, firstRow, rows, column, columns);
            }
        }
    }
}
