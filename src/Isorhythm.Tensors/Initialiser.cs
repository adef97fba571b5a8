namespace Isorhythm.Tensors;

/// <summary>How the weights of a layer start.</summary>
public enum Initialiser
{
    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>Normal with variance 2 / (in + out); biases zero. Glorot and Bengio 2010.</summary>
    GlorotNormal,

    /// <summary>Uniform in ±sqrt(6 / (in + out)); biases zero. Glorot and Bengio 2010.</summary>
    GlorotUniform,

    /// <summary>Weights and biases uniform in ±1 / sqrt(in): what PyTorch's Linear does (Kaiming uniform with a = sqrt 5).</summary>
    PyTorch,

    /// <summary>Normal with deviation 0.001: a layer that starts by giving almost nothing; biases zero.</summary>
    SmallNormal,
}
