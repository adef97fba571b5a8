using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// One step of a recurrent layer for a whole batch. Threads share out the units, so that each reads its part of the weights once: a step of a
/// few rows takes the time in which the weights come from memory.
/// </summary>
internal static unsafe class RecurrentStep<TCell>
    where TCell : unmanaged, IRecurrentCell
{
    private const int MostRows = 120;
    private const double WeightsWorthSharing = 1 << 17;

    public static void Run(TCell cell, PackedWeights recurrent, Block hidden, PackedWeights forValues, Block values, Block gates, GateColumns columns)
    {
        cell.Begin(0, 0, hidden.Rows);
        var job = new Job(cell, recurrent, hidden, forValues, values, gates, columns);
        double work = (double)recurrent.Gates * recurrent.Units * (recurrent.Depth + forValues.Depth) * hidden.Rows;
        job.BlocksOfPart = work < WeightsWorthSharing ? recurrent.Blocks : 1;
        Workers.Run((recurrent.Blocks + job.BlocksOfPart - 1) / job.BlocksOfPart, &Job.RunPart, &job);
    }

    private struct Job(TCell cell, PackedWeights recurrent, Block hidden, PackedWeights forValues, Block values, Block gates, GateColumns columns)
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
            int most = RowsProduct<TLanes, TVector>.PaddedRows(Math.Min(MostRows, hidden.Rows));
            float* product = stackalloc float[PackedWeights.MostPanels * most * PackedWeights.PanelWidth];
            for (int block = part * BlocksOfPart; block < Math.Min(recurrent.Blocks, (part + 1) * BlocksOfPart); block++)
            {
                for (int row = 0; row < hidden.Rows; row += MostRows)
                {
                    RunBlock<TLanes, TVector>(block, row, Math.Min(MostRows, hidden.Rows - row), product);
                }
            }
        }

        private readonly void RunBlock<TLanes, TVector>(int block, int firstRow, int rows, float* product)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged
        {
            int width = PackedWeights.PanelWidth;
            int padded = RowsProduct<TLanes, TVector>.PaddedRows(rows);
            if (!forValues.IsNone)
            {
                RowsProduct<TLanes, TVector>.Run(values.FromRow(firstRow, rows), forValues, block, product);
                AddToGates(block, firstRow, rows, product, padded);
            }

            RowsProduct<TLanes, TVector>.Run(hidden.FromRow(firstRow, rows), recurrent, block, product);
            for (int panel = 0; panel < recurrent.PanelsOfUnits(block); panel++)
            {
                int unit = (block * recurrent.UnitsOfBlock) + (panel * width);
                float* gatesOfUnits = product + (panel * recurrent.Gates * padded * width);
                int units = Math.Min(width, recurrent.Units - unit);
                cell.Apply<TLanes, TVector>(0, firstRow, rows, unit, units, gatesOfUnits, padded * width, width);
            }
        }

        private readonly void AddToGates(int block, int firstRow, int rows, float* product, int padded)
        {
            int width = PackedWeights.PanelWidth;
            for (int panel = 0; panel < forValues.PanelsOfUnits(block) * forValues.Gates; panel++)
            {
                int unit = (block * forValues.UnitsOfBlock) + (panel / forValues.Gates * width);
                int gate = panel % forValues.Gates;
                int column = (columns.IsGru && gate == 2 ? 3 : gate) * forValues.Units;
                for (int row = 0; row < rows; row++, product += width)
                {
                    var sum = new Span<float>(gates.Row(firstRow + row) + column + unit, Math.Min(width, forValues.Units - unit));
                    TensorPrimitives.Add(sum, new ReadOnlySpan<float>(product, sum.Length), sum);
                }

                product += (padded - rows) * width;
            }
        }
    }
}
