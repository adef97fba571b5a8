namespace Isorhythm.Tensors.Kernels;

/// <summary>Losses, summed over columns, mean over rows. A slope that is not "none" receives d loss / d input.</summary>
internal static unsafe class Losses
{
    public static float BernoulliCrossEntropy(Tensor logits, Tensor targets, Tensor weights, Tensor slope)
    {
        double sum = 0;
        for (int i = 0; i < logits.Count; i++)
        {
            float x = logits.Data[i];
            float weight = weights.IsNone ? 1 : weights.Data[i];
            float e = MathF.Exp(-MathF.Abs(x));
            sum += weight * (MathF.Max(x, 0) - (x * targets.Data[i]) + MathF.Log(1 + e));
            if (!slope.IsNone)
            {
                float sigmoid = (x >= 0 ? 1 : e) / (1 + e);
                slope.Data[i] = weight * (sigmoid - targets.Data[i]) / logits.Rows;
            }
        }

        return (float)(sum / logits.Rows);
    }

    public static float SquaredError(Tensor x, Tensor targets, Tensor weights, Activation activation, Tensor slope)
    {
        double sum = 0;
        for (int i = 0; i < x.Count; i++)
        {
            float weight = weights.IsNone ? 1 : weights.Data[i];
            (float y, float derivative) = Apply(x.Data[i], activation);
            float error = y - targets.Data[i];
            sum += weight * error * error;
            if (!slope.IsNone)
            {
                slope.Data[i] = 2 * weight * error * derivative / x.Rows;
            }
        }

        return (float)(sum / x.Rows);
    }

    public static float GaussianKL(Tensor mean, Tensor logVariance, Tensor meanSlope, Tensor varianceSlope)
    {
        double sum = 0;
        for (int i = 0; i < mean.Count; i++)
        {
            float variance = MathF.Exp(logVariance.Data[i]);
            sum += 0.5 * ((mean.Data[i] * mean.Data[i]) + variance - 1 - logVariance.Data[i]);
            if (!meanSlope.IsNone)
            {
                meanSlope.Data[i] = mean.Data[i] / mean.Rows;
            }

            if (!varianceSlope.IsNone)
            {
                varianceSlope.Data[i] = 0.5f * (variance - 1) / mean.Rows;
            }
        }

        return (float)(sum / mean.Rows);
    }

    public static void GaussianKLPerDimension(Tensor mean, Tensor logVariance, Tensor result)
    {
        for (int column = 0; column < mean.Columns; column++)
        {
            double sum = 0;
            for (int i = column; i < mean.Count; i += mean.Columns)
            {
                sum += 0.5 * ((mean.Data[i] * mean.Data[i]) + MathF.Exp(logVariance.Data[i]) - 1 - logVariance.Data[i]);
            }

            result.Data[column] = (float)(sum / mean.Rows);
        }
    }

    private static (float Value, float Derivative) Apply(float x, Activation activation)
    {
        switch (activation.Kind)
        {
            case ActivationKind.LeakyReLU:
                return x > 0 ? (x, 1) : (activation.Slope * x, activation.Slope);
            case ActivationKind.Sigmoid:
                float sigmoid = 1 / (1 + MathF.Exp(-x));
                return (sigmoid, sigmoid * (1 - sigmoid));
            case ActivationKind.Tanh:
                float tanh = MathF.Tanh(x);
                return (tanh, 1 - (tanh * tanh));
            default:
                return (x, 1);
        }
    }
}
