using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// Losses over cells, summed over columns, mean over rows. Loss and slope come from one pass, for both need the same exponential. Each row
/// has a sum of its own, and the rows are added up in order, so the result does not depend on the number of threads.
/// </summary>
internal static unsafe class Losses
{
    private const int CellsPerPart = 1 << 14;

    // What is prepared for a row stays in the first cache.
    private const int CellsAtOnce = 1024;

    /// <summary>Cross-entropy of Bernoulli outputs.</summary>
    /// <param name="logits"><c>[B, D]</c>.</param>
    /// <param name="targets"><c>[B, D]</c>, in 0..1.</param>
    /// <param name="weights"><c>[B, D]</c>, or none.</param>
    /// <param name="slope">Receives d loss / d logits <c>[B, D]</c>; or none.</param>
    /// <param name="rowSums">Room for <c>[B, 1]</c>.</param>
    public static float BernoulliCrossEntropy(Tensor logits, Tensor targets, Tensor weights, Tensor slope, Tensor rowSums) =>
        new Job<CrossEntropyOfLogit>(logits, targets, weights, slope, rowSums).Run();

    /// <summary>Squared error of activation(x) to the targets; the sizes are those of <see cref="BernoulliCrossEntropy"/>.</summary>
    /// <exception cref="ArgumentException">There is no such loss for the activation.</exception>
    public static float SquaredError(Tensor x, Tensor targets, Tensor weights, ActivationKind activation, Tensor slope, Tensor rowSums) =>
        activation switch
        {
            ActivationKind.None => new Job<SquaredErrorOfValue>(x, targets, weights, slope, rowSums).Run(),
            ActivationKind.Sigmoid => new Job<SquaredErrorOfSigmoid>(x, targets, weights, slope, rowSums).Run(),
            ActivationKind.Tanh => new Job<SquaredErrorOfTanh>(x, targets, weights, slope, rowSums).Run(),
            _ => throw new ArgumentException($"The squared error takes no activation, sigmoid or tanh, not {activation}.", nameof(activation)),
        };

    private readonly struct Job<TCell>(Tensor x, Tensor targets, Tensor weights, Tensor slope, Tensor rowSums)
        where TCell : struct, ICellLoss
    {
        private readonly float perRow = 1f / x.Rows;

        public float Run()
        {
            int rowsPerPart = Math.Max(1, CellsPerPart / Math.Max(1, x.Columns));
            Job<TCell> job = this;
            Workers.Run((x.Rows + rowsPerPart - 1) / rowsPerPart, &RunPart, &job);
            double sum = 0;
            for (int row = 0; row < x.Rows; row++)
            {
                sum += rowSums.Data[row];
            }

            return (float)(sum / x.Rows);
        }

        private static void RunPart(void* context, int part)
        {
            Job<TCell> job = *(Job<TCell>*)context;
            int rowsPerPart = Math.Max(1, CellsPerPart / Math.Max(1, job.Columns));
            for (int row = part * rowsPerPart; row < Math.Min(job.Rows, (part + 1) * rowsPerPart); row++)
            {
                job.RunRow(row);
            }
        }

        private int Rows => x.Rows;

        private int Columns => x.Columns;

        private void RunRow(int row)
        {
            float* exponential = stackalloc float[CellsAtOnce];
            float* logarithm = stackalloc float[CellsAtOnce];
            float sum = 0;
            for (int first = 0; first < x.Columns; first += CellsAtOnce)
            {
                int count = Math.Min(CellsAtOnce, x.Columns - first);
                nint start = ((nint)row * x.Columns) + first;
                TCell.Prepare(new(x.Data + start, count), new(exponential, count), new(logarithm, count));
                sum += SumCells(start, count, exponential, logarithm);
            }

            rowSums.Data[row] = sum;
        }

        private float SumCells(nint start, int count, float* exponential, float* logarithm)
        {
            Vector256<float> sum = default;
            int i = 0;
            for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                nint at = start + i;
                Vector256<float> loss = TCell.Loss(
                    Vector256.Load(x.Data + at),
                    Vector256.Load(targets.Data + at),
                    Vector256.Load(exponential + i),
                    Vector256.Load(logarithm + i),
                    out Vector256<float> derivative);
                Vector256<float> weight = weights.IsNone ? Vector256<float>.One : Vector256.Load(weights.Data + at);
                sum += weight * loss;
                if (!slope.IsNone)
                {
                    (weight * derivative * perRow).Store(slope.Data + at);
                }
            }

            float total = Vector256.Sum(sum);
            for (; i < count; i++)
            {
                nint at = start + i;
                Vector256<float> loss = TCell.Loss(
                    Vector256.Create(x.Data[at]),
                    Vector256.Create(targets.Data[at]),
                    Vector256.Create(exponential[i]),
                    Vector256.Create(logarithm[i]),
                    out Vector256<float> derivative);
                float weight = weights.IsNone ? 1 : weights.Data[at];
                total += weight * loss[0];
                if (!slope.IsNone)
                {
                    slope.Data[at] = weight * derivative[0] * perRow;
                }
            }

            return total;
        }
    }
}
