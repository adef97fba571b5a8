namespace Isorhythm.Tensors;

/// <summary>
/// A dense layer: activation(x·W + b). Its weights are "<c>name.weight</c>" <c>[inputs, outputs]</c> and "<c>name.bias</c>" <c>[1,
/// outputs]</c>.
/// </summary>
public sealed class Dense
{
    /// <summary>Adds the layer's weights to <paramref name="parameters"/>.</summary>
    public Dense(
        Parameters parameters,
        string name,
        int inputs,
        int outputs,
        Activation activation = default,
        Initialiser initialiser = Initialiser.GlorotNormal)
    {
        Activation = activation;
        Initialiser forBias = initialiser == Initialiser.PyTorch ? initialiser : Initialiser.Zeros;
        Weight = parameters.Add(name + ".weight", inputs, outputs, initialiser, inputs, outputs);
        Bias = parameters.Add(name + ".bias", 1, outputs, forBias, inputs, outputs);
    }

    /// <summary>W, <c>[inputs, outputs]</c>.</summary>
    public Parameter Weight { get; }

    /// <summary>b, <c>[1, outputs]</c>.</summary>
    public Parameter Bias { get; }

    internal Activation Activation { get; }

    /// <summary><c>[B, inputs]</c> to <c>[B, outputs]</c>.</summary>
    public Variable Forward(Tape tape, Variable x) => tape.Dense(x, Weight, Bias, Activation);
}
