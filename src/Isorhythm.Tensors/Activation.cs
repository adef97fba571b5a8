namespace Isorhythm.Tensors;

/// <summary>The function that a layer applies to each of its outputs.</summary>
public readonly record struct Activation
{
    private Activation(ActivationKind kind, float slope = 0)
    {
        Kind = kind;
        Slope = slope;
    }

    /// <summary>y = x.</summary>
    public static Activation None => default;

    /// <summary>y = max(x, 0).</summary>
    public static Activation ReLU => new(ActivationKind.LeakyReLU);

    /// <summary>y = 1 / (1 + exp(-x)).</summary>
    public static Activation Sigmoid => new(ActivationKind.Sigmoid);

    /// <summary>y = tanh(x).</summary>
    public static Activation Tanh => new(ActivationKind.Tanh);

    internal ActivationKind Kind { get; }

    internal float Slope { get; }

    /// <summary>y = x for x > 0, else <paramref name="slope"/>·x, with 0 &lt;= slope &lt; 1.</summary>
    public static Activation LeakyReLU(float slope)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slope);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slope, 1);
        return new(ActivationKind.LeakyReLU, slope);
    }
}

internal enum ActivationKind
{
    None,
    LeakyReLU,
    Sigmoid,
    Tanh,
}
