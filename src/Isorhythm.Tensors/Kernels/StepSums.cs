using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>The sum over the steps of a sequence, for each row of the batch: x <c>[T·B, N]</c> to y <c>[B, N]</c>, in the order of the rows.</summary>
internal static unsafe class StepSums
{
    public static void Compute(Tensor x, Tensor y)
    {
        var job = new Job(x, y);
        Workers.Run(y.Rows, &Job.RunPart, &job);
    }

    private readonly struct Job(Tensor x, Tensor y)
    {
        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            job.RunPart(part);
        }

        private void RunPart(int row)
        {
            Span<float> sum = y.Row(row).Span;
            x.Row(row).Span.CopyTo(sum);
            for (int from = row + y.Rows; from < x.Rows; from += y.Rows)
            {
                TensorPrimitives.Add(sum, x.Row(from).Span, sum);
            }
        }
    }
}
