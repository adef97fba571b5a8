using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// log Σ exp(x) - x[target] of each row, and its slope, softmax(x) - one-hot(target). Rows have sums of their own, which are added up in
/// order, so the result does not depend on the number of threads.
/// </summary>
internal static unsafe class SoftmaxLoss
{
    private const int CellsPerPart = 1 << 13;

    /// <summary>The sum over all rows, times <paramref name="scale"/>.</summary>
    /// <param name="logits"><c>[N, K]</c>.</param>
    /// <param name="targets"><c>[N]</c>; a row without one does not count.</param>
    /// <param name="slope">Receives d loss / d logits <c>[N, K]</c>; or none.</param>
    /// <param name="scale">What each row counts.</param>
    /// <param name="rowSums">Room for <c>[N, 1]</c>.</param>
    public static float CrossEntropy(Block logits, Tokens targets, Tensor slope, float scale, Tensor rowSums)
    {
        int rowsPerPart = Math.Max(1, CellsPerPart / logits.Columns);
        var job = new Job(logits, targets, slope, scale, rowSums, rowsPerPart);
        Workers.Run((logits.Rows + rowsPerPart - 1) / rowsPerPart, &Job.RunPart, &job);
        double sum = 0;
        for (int row = 0; row < logits.Rows; row++)
        {
            sum += rowSums.Data[row];
        }

        return (float)(sum * scale);
    }

    private readonly struct Job(Block logits, Tokens targets, Tensor slope, float scale, Tensor rowSums, int rowsPerPart)
    {
        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            int end = Math.Min(logits.Rows, (part + 1) * rowsPerPart);
            for (int row = part * rowsPerPart; row < end; row++)
            {
                rowSums.Data[row] = RunRow(row);
            }
        }

        private float RunRow(int row)
        {
            var x = new ReadOnlySpan<float>(logits.Row(row), logits.Columns);
            int target = targets.Data[row];
            if (target == Tokens.None)
            {
                if (!slope.IsNone)
                {
                    slope.Row(row).Fill(0);
                }

                return 0;
            }

            float* place = stackalloc float[slope.IsNone ? logits.Columns : 1];
            Span<float> exponentials = slope.IsNone ? new Span<float>(place, logits.Columns) : slope.Row(row).Span;
            float largest = TensorPrimitives.Max(x);
            TensorPrimitives.Subtract(x, largest, exponentials);
            TensorPrimitives.Exp(exponentials, exponentials);
            float sum = TensorPrimitives.Sum<float>(exponentials);
            if (!slope.IsNone)
            {
                TensorPrimitives.Multiply(exponentials, scale / sum, exponentials);
                exponentials[target] -= scale;
            }

            return MathF.Log(sum) + largest - x[target];
        }
    }
}
