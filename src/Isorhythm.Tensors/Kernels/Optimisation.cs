namespace Isorhythm.Tensors.Kernels;

internal readonly record struct AdamRates(float Beta1, float Beta2, float Epsilon, float StepSize, float RootCorrection);

/// <summary>Passes over all weights of a model.</summary>
internal static unsafe class Optimisation
{
    public static void Adam(Tensor values, Tensor gradients, Tensor first, Tensor second, AdamRates rates)
    {
        for (int i = 0; i < values.Count; i++)
        {
            float g = gradients.Data[i];
            float m = first.Data[i] = (rates.Beta1 * first.Data[i]) + ((1 - rates.Beta1) * g);
            float v = second.Data[i] = (rates.Beta2 * second.Data[i]) + ((1 - rates.Beta2) * g * g);
            values.Data[i] -= rates.StepSize * m / ((MathF.Sqrt(v) * rates.RootCorrection) + rates.Epsilon);
        }
    }
}
