using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>The two ends of a dense layer: what follows its product forwards, and what precedes its products backwards.</summary>
internal static unsafe class Activations
{
    private const int Width = 8;
    private const int FloatsPerLine = 16;
    private const int ElementsWorthSharing = 1 << 15;

    /// <summary>y = activation(y + bias) for <paramref name="count"/> elements.</summary>
    public static void AddBiasAndApply(float* y, float* bias, int count, Activation activation)
    {
        var values = new Span<float>(y, count);
        switch (activation.Kind)
        {
            case ActivationKind.LeakyReLU:
                AddBiasAndRectify(y, bias, count, activation.Slope);
                break;
            case ActivationKind.Sigmoid:
                TensorPrimitives.Add(values, new ReadOnlySpan<float>(bias, count), values);
                TensorPrimitives.Sigmoid(values, values);
                break;
            case ActivationKind.Tanh:
                TensorPrimitives.Add(values, new ReadOnlySpan<float>(bias, count), values);
                TensorPrimitives.Tanh(values, values);
                break;
            default:
                TensorPrimitives.Add(values, new ReadOnlySpan<float>(bias, count), values);
                break;
        }
    }

    /// <summary>
    /// dy *= activation'(y), from the value after the activation; then the column sums of dy go (or are added) to the bias gradient
    /// <c>[1, O]</c>.
    /// </summary>
    public static void Gradient(Tensor dy, Tensor y, Activation activation, Tensor biasGradient, bool accumulate)
    {
        if (!accumulate)
        {
            biasGradient.Fill(0);
        }

        int parts = dy.Count < ElementsWorthSharing ? 1 : Workers.Count;
        int columnsPerPart = ((dy.Columns + parts - 1) / parts + FloatsPerLine - 1) / FloatsPerLine * FloatsPerLine;
        var job = new GradientJob(dy, y, activation, biasGradient, columnsPerPart);
        Workers.Run((dy.Columns + columnsPerPart - 1) / columnsPerPart, &GradientJob.RunPart, &job);
    }

    // max(x, slope·x) is the leaky rectifier for every slope from 0 to 1.
    private static void AddBiasAndRectify(float* y, float* bias, int count, float slope)
    {
        int i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector256<float> x = Vector256.Load(y + i) + Vector256.Load(bias + i);
            Vector256.Max(x, x * slope).Store(y + i);
        }

        for (; i < count; i++)
        {
            float x = y[i] + bias[i];
            y[i] = MathF.Max(x, x * slope);
        }
    }

    private readonly struct GradientJob(Tensor dy, Tensor y, Activation activation, Tensor sum, int columnsPerPart)
    {
        public static void RunPart(void* context, int part)
        {
            GradientJob job = *(GradientJob*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            int first = part * columnsPerPart;
            int count = Math.Min(columnsPerPart, dy.Columns - first);
            for (int row = 0; row < dy.Rows; row++)
            {
                nint start = ((nint)row * dy.Columns) + first;
                RunRow(dy.Data + start, y.Data + start, sum.Data + first, count);
            }
        }

        private void RunRow(float* gradient, float* value, float* total, int count)
        {
            int i = 0;
            for (; i <= count - Width; i += Width)
            {
                Vector256<float> slope = Slope(Vector256.Load(value + i)) * Vector256.Load(gradient + i);
                slope.Store(gradient + i);
                (Vector256.Load(total + i) + slope).Store(total + i);
            }

            for (; i < count; i++)
            {
                gradient[i] *= Slope(Vector256.Create(value[i]))[0];
                total[i] += gradient[i];
            }
        }

        private Vector256<float> Slope(Vector256<float> value) => activation.Kind switch
        {
            ActivationKind.LeakyReLU => Vector256.ConditionalSelect(
                Vector256.GreaterThan(value, Vector256<float>.Zero), Vector256<float>.One, Vector256.Create(activation.Slope)),
            ActivationKind.Sigmoid => value * (Vector256<float>.One - value),
            ActivationKind.Tanh => Vector256<float>.One - (value * value),
            _ => Vector256<float>.One,
        };
    }
}
