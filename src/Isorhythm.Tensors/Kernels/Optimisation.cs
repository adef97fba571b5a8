using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

internal readonly record struct AdamRates(float Beta1, float Beta2, float Epsilon, float StepSize, float RootCorrection);

/// <summary>Passes over all weights of a model. They are bound by memory, so each is one pass.</summary>
internal static unsafe class Optimisation
{
    // Small enough to share out evenly, large enough that taking a part costs nothing.
    private const int WeightsPerPart = 1 << 15;

    /// <summary>
    /// One step of Adam for buffers whose length is a multiple of the vector's, as those of <see cref="Parameters"/> are.
    /// </summary>
    public static void Adam(Tensor values, Tensor gradients, Tensor first, Tensor second, AdamRates rates)
    {
        var job = new AdamJob(values, gradients, first, second, rates);
        Workers.Run((values.Count + WeightsPerPart - 1) / WeightsPerPart, &AdamJob.RunPart, &job);
    }

    /// <summary>The Euclidean norm. Each part of fixed length has a sum of its own, and these are added up in order.</summary>
    public static double Norm(Tensor values)
    {
        int parts = (values.Count + WeightsPerPart - 1) / WeightsPerPart;
        double* sums = stackalloc double[parts];
        var job = new NormJob(values, sums);
        Workers.Run(parts, &NormJob.RunPart, &job);
        double sum = 0;
        for (int part = 0; part < parts; part++)
        {
            sum += sums[part];
        }

        return Math.Sqrt(sum);
    }

    private readonly struct NormJob(Tensor values, double* sums)
    {
        public static void RunPart(void* context, int part)
        {
            NormJob job = *(NormJob*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            int from = part * WeightsPerPart;
            int to = Math.Min(values.Count, from + WeightsPerPart);
            Vector256<double> sum = default;
            for (int i = from; i < to; i += Vector256<float>.Count)
            {
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(values.Data + i));
                sum += (low * low) + (high * high);
            }

            sums[part] = Vector256.Sum(sum);
        }
    }

    private readonly struct AdamJob(Tensor values, Tensor gradients, Tensor first, Tensor second, AdamRates rates)
    {
        public static void RunPart(void* context, int part)
        {
            AdamJob job = *(AdamJob*)context;
            int from = part * WeightsPerPart;
            job.RunRange(from, Math.Min(job.Count, from + WeightsPerPart));
        }

        private int Count => values.Count;

        private void RunRange(int from, int to)
        {
            Vector256<float> keepFirst = Vector256.Create(rates.Beta1), addFirst = Vector256.Create(1 - rates.Beta1);
            Vector256<float> keepSecond = Vector256.Create(rates.Beta2), addSecond = Vector256.Create(1 - rates.Beta2);
            Vector256<float> epsilon = Vector256.Create(rates.Epsilon), correction = Vector256.Create(rates.RootCorrection);
            for (int i = from; i < to; i += Vector256<float>.Count)
            {
                Vector256<float> g = Vector256.Load(gradients.Data + i);
                Vector256<float> m = (keepFirst * Vector256.Load(first.Data + i)) + (addFirst * g);
                Vector256<float> v = (keepSecond * Vector256.Load(second.Data + i)) + (addSecond * g * g);
                m.Store(first.Data + i);
                v.Store(second.Data + i);
                Vector256<float> change = rates.StepSize * m / ((Vector256.Sqrt(v) * correction) + epsilon);
                (Vector256.Load(values.Data + i) - change).Store(values.Data + i);
            }
        }
    }
}
