using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>The loss of one cell and its derivative in x, eight cells at a time.</summary>
internal interface ICellLoss
{
    /// <summary>What a row needs of exp and log: they are taken for the whole row at once.</summary>
    static abstract void Prepare(ReadOnlySpan<float> x, Span<float> exponential, Span<float> logarithm);

    static abstract Vector256<float> Loss(
        Vector256<float> x, Vector256<float> target, Vector256<float> exponential, Vector256<float> logarithm, out Vector256<float> derivative);
}

/// <summary>
/// -t·log s(x) - (1 - t)·log(1 - s(x)) with the sigmoid s, written so that no logit overflows: max(x, 0) - t·x + log(1 + exp(-|x|)).
/// </summary>
internal readonly struct CrossEntropyOfLogit : ICellLoss
{
    public static void Prepare(ReadOnlySpan<float> x, Span<float> exponential, Span<float> logarithm)
    {
        SquaredErrorOfSigmoid.Prepare(x, exponential, logarithm);
        TensorPrimitives.LogP1(exponential, logarithm);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Loss(
        Vector256<float> x, Vector256<float> target, Vector256<float> exponential, Vector256<float> logarithm, out Vector256<float> derivative)
    {
        derivative = SquaredErrorOfSigmoid.Sigmoid(x, exponential) - target;
        return Vector256.Max(x, Vector256<float>.Zero) - (target * x) + logarithm;
    }
}

/// <summary>(x - t)².</summary>
internal readonly struct SquaredErrorOfValue : ICellLoss
{
    public static void Prepare(ReadOnlySpan<float> x, Span<float> exponential, Span<float> logarithm)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Loss(
        Vector256<float> x, Vector256<float> target, Vector256<float> exponential, Vector256<float> logarithm, out Vector256<float> derivative)
    {
        Vector256<float> error = x - target;
        derivative = error + error;
        return error * error;
    }
}

/// <summary>(s(x) - t)² with the sigmoid s.</summary>
internal readonly struct SquaredErrorOfSigmoid : ICellLoss
{
    /// <summary>exp(-|x|), which never overflows.</summary>
    public static void Prepare(ReadOnlySpan<float> x, Span<float> exponential, Span<float> logarithm)
    {
        TensorPrimitives.Abs(x, exponential);
        TensorPrimitives.Negate(exponential, exponential);
        TensorPrimitives.Exp(exponential, exponential);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Loss(
        Vector256<float> x, Vector256<float> target, Vector256<float> exponential, Vector256<float> logarithm, out Vector256<float> derivative)
    {
        Vector256<float> y = Sigmoid(x, exponential);
        Vector256<float> error = y - target;
        derivative = (error + error) * y * (Vector256<float>.One - y);
        return error * error;
    }

    /// <summary>The sigmoid, given exp(-|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, Vector256<float> exponential)
    {
        Vector256<float> isNegative = Vector256.LessThan(x, Vector256<float>.Zero);
        return Vector256.ConditionalSelect(isNegative, exponential, Vector256<float>.One) / (Vector256<float>.One + exponential);
    }
}

/// <summary>(tanh(x) - t)².</summary>
internal readonly struct SquaredErrorOfTanh : ICellLoss
{
    /// <summary>exp(-2|x|), which never overflows.</summary>
    public static void Prepare(ReadOnlySpan<float> x, Span<float> exponential, Span<float> logarithm)
    {
        TensorPrimitives.Abs(x, exponential);
        TensorPrimitives.Multiply(exponential, -2, exponential);
        TensorPrimitives.Exp(exponential, exponential);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Loss(
        Vector256<float> x, Vector256<float> target, Vector256<float> exponential, Vector256<float> logarithm, out Vector256<float> derivative)
    {
        Vector256<float> y = Vector256.CopySign((Vector256<float>.One - exponential) / (Vector256<float>.One + exponential), x);
        Vector256<float> error = y - target;
        derivative = (error + error) * (Vector256<float>.One - (y * y));
        return error * error;
    }
}
