using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>The loss of one cell and its derivative in x, eight cells at a time.</summary>
internal interface ICellLoss
{
    static abstract Vector256<float> Loss(Vector256<float> x, Vector256<float> target, out Vector256<float> derivative);
}

/// <summary>-t·log s(x) - (1 - t)·log(1 - s(x)) with the sigmoid s, written so that no logit overflows: max(x, 0) - t·x + log(1 + exp(-|x|)).</summary>
internal readonly struct CrossEntropyOfLogit : ICellLoss
{
    public static Vector256<float> Loss(Vector256<float> x, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> e = Vector256.Exp(-Vector256.Abs(x));
        derivative = SquaredErrorOfSigmoid.Sigmoid(x, e) - target;
        return Vector256.Max(x, Vector256<float>.Zero) - (target * x) + Vector256.Log(Vector256<float>.One + e);
    }
}

/// <summary>(x - t)².</summary>
internal readonly struct SquaredErrorOfValue : ICellLoss
{
    public static Vector256<float> Loss(Vector256<float> x, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> error = x - target;
        derivative = error + error;
        return error * error;
    }
}

/// <summary>(s(x) - t)² with the sigmoid s.</summary>
internal readonly struct SquaredErrorOfSigmoid : ICellLoss
{
    public static Vector256<float> Loss(Vector256<float> x, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> y = Sigmoid(x, Vector256.Exp(-Vector256.Abs(x)));
        Vector256<float> error = y - target;
        derivative = (error + error) * y * (Vector256<float>.One - y);
        return error * error;
    }

    /// <summary>The sigmoid, given exp(-|x|), which never overflows.</summary>
    public static Vector256<float> Sigmoid(Vector256<float> x, Vector256<float> e)
    {
        Vector256<float> isNegative = Vector256.LessThan(x, Vector256<float>.Zero);
        return Vector256.ConditionalSelect(isNegative, e, Vector256<float>.One) / (Vector256<float>.One + e);
    }
}

/// <summary>(tanh(x) - t)².</summary>
internal readonly struct SquaredErrorOfTanh : ICellLoss
{
    public static Vector256<float> Loss(Vector256<float> x, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> e = Vector256.Exp(-2 * Vector256.Abs(x));
        Vector256<float> y = Vector256.CopySign((Vector256<float>.One - e) / (Vector256<float>.One + e), x);
        Vector256<float> error = y - target;
        derivative = (error + error) * (Vector256<float>.One - (y * y));
        return error * error;
    }
}
