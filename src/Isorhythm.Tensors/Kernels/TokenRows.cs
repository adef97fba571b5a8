using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>Tokens that choose rows of weights: what a product with one-hot rows would give, without the product.</summary>
internal readonly unsafe struct TokenRows(int* tokens, float* scales, float* weights)
{
    public const int None = -1;
    private const int ColumnsOfPart = 64;

    /// <summary>Adds the weights' row that belongs to <paramref name="row"/> to a row of gates.</summary>
    public void AddTo(int row, float* gates, GateColumns columns)
    {
        if (tokens[row] == None)
        {
            return;
        }

        float* from = weights + (tokens[row] * (nint)columns.Input);
        for (int run = 0; run < columns.Runs; run++)
        {
            (int weight, int gate, int count) = columns.Run(run);
            var to = new Span<float>(gates + gate, count);
            var values = new ReadOnlySpan<float>(from + weight, count);
            if (scales == null)
            {
                TensorPrimitives.Add(to, values, to);
            }
            else
            {
                TensorPrimitives.MultiplyAdd(values, scales[row], to, to);
            }
        }
    }

    /// <summary>
    /// Adds each row of <paramref name="gates"/> to the gradient of the weights' row that it came from. A thread has some columns of all rows, so
    /// every sum runs in the order of the rows.
    /// </summary>
    public void AddGradients(Block gates, Block gradient, GateColumns columns)
    {
        var job = new GradientJob(tokens, scales, gates, gradient, columns);
        Workers.Run((columns.Input + ColumnsOfPart - 1) / ColumnsOfPart, &GradientJob.RunPart, &job);
    }

    private readonly struct GradientJob(int* tokens, float* scales, Block gates, Block gradient, GateColumns columns)
    {
        public static void RunPart(void* context, int part)
        {
            GradientJob job = *(GradientJob*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            int first = part * ColumnsOfPart;
            int end = Math.Min(columns.Input, first + ColumnsOfPart);
            for (int run = 0; run < columns.Runs; run++)
            {
                (int weight, int gate, int count) = columns.Run(run);
                int from = Math.Max(first, weight);
                int to = Math.Min(end, weight + count);
                if (from < to)
                {
                    AddColumns(gates.FromColumn(gate + from - weight, to - from), gradient.FromColumn(from, to - from));
                }
            }
        }

        private void AddColumns(Block from, Block to)
        {
            for (int row = 0; row < from.Rows; row++)
            {
                if (tokens[row] == None)
                {
                    continue;
                }

                var sum = new Span<float>(to.Row(tokens[row]), to.Columns);
                var values = new ReadOnlySpan<float>(from.Row(row), from.Columns);
                if (scales == null)
                {
                    TensorPrimitives.Add(sum, values, sum);
                }
                else
                {
                    TensorPrimitives.MultiplyAdd(values, scales[row], sum, sum);
                }
            }
        }
    }
}
