using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>What a GRU made of a sequence.</summary>
/// <param name="Outputs">h at every step, <c>[T·B, H]</c>; row t·B + b belongs to step t, also when the layer ran backwards.</param>
/// <param name="Last">h after the step that was taken last, <c>[B, H]</c>.</param>
public readonly record struct GruSequence(Variable Outputs, Variable Last);

/// <summary>
/// A layer of gated recurrent units as PyTorch has them: r, z = σ(x·W + b + h·U + u), n = tanh(x·W + b + r·(h·U + u)), h = (1 - z)·n +
/// z·h. Its weights are "<c>name.weight</c>" <c>[inputs, 3·units]</c>, "<c>name.recurrent</c>" <c>[units, 3·units]</c>,
/// "<c>name.bias</c>" and "<c>name.recurrentBias</c>" <c>[1, 3·units]</c>, columns in the order r, z, n.
/// </summary>
public sealed class Gru : RecurrentLayer
{
    /// <summary>
    /// Adds the layer's weights to <paramref name="parameters"/>; by default they start uniform, and biases at zero, where
    /// <paramref name="start"/> has nothing else.
    /// </summary>
    public Gru(Parameters parameters, string name, int inputs, int units, Initialiser initialiser = Initialiser.GlorotUniform, RecurrentStart start = default)
        : base(parameters, name, inputs, units, isGru: true, initialiser, start)
    {
        if (start.Memory != 0)
        {
            throw new ArgumentException("A GRU's update gates start half open, whatever the length of the sequence: leave Memory at 0.", nameof(start));
        }

        Initialiser forBias = initialiser == Initialiser.PyTorch ? initialiser : Initialiser.Zeros;
        RecurrentBias = parameters.Add(name + ".recurrentBias", 1, 3 * units, forBias, units, 3 * units);
    }

    /// <summary>The bias of the recurrent products, <c>[1, 3·Units]</c>.</summary>
    public Parameter RecurrentBias { get; }

    /// <summary>Runs over a sequence of <paramref name="steps"/> steps of <paramref name="batch"/> rows.</summary>
    /// <param name="tape">Where the operation is written down.</param>
    /// <param name="inputs">What is read at each step, part after part in the order of the weight's rows.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="initial">h before the first step, <c>[B, H]</c>; zeros where it is left out.</param>
    /// <param name="reverse">True to start with the last step.</param>
    /// <param name="dropout">Dropout of the inputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a token lies outside its vocabulary.</exception>
    public GruSequence Forward(
        Tape tape, ReadOnlySpan<StepInput> inputs, int steps, int batch, Variable? initial = null, bool reverse = false, Dropout dropout = default) =>
        tape.Gru(this, Take(tape, inputs, steps, batch, dropout), inputs.Length, new(steps, batch, reverse), initial);

    /// <summary>
    /// Takes the weights of one direction of one layer of PyTorch's GRU: <c>weight_ih</c> <c>[3H, I]</c>, <c>weight_hh</c> <c>[3H, H]</c>,
    /// <c>bias_ih</c> and <c>bias_hh</c> <c>[3H]</c>, gates r, z, n.
    /// </summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void CopyFromPyTorch(
        ReadOnlySpan<float> weightIh, ReadOnlySpan<float> weightHh, ReadOnlySpan<float> biasIh, ReadOnlySpan<float> biasHh)
    {
        ForeignGates.CopyTransposed(weightIh, Weight.Value, "weight_ih");
        ForeignGates.CopyTransposed(weightHh, Recurrent.Value, "weight_hh");
        ForeignGates.CopyTransposed(biasIh, Bias.Value, "bias_ih");
        ForeignGates.CopyTransposed(biasHh, RecurrentBias.Value, "bias_hh");
    }

    /// <summary>
    /// Takes the weights of Keras's GRU with <c>reset_after=True</c>: kernel <c>[I, 3H]</c>, recurrent kernel <c>[H, 3H]</c> and biases <c>[2,
    /// 3H]</c>, gates z, r, h (our n). One with <c>reset_after=False</c> resets before the product and cannot be converted.
    /// </summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void CopyFromKeras(ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrentKernel, ReadOnlySpan<float> biases)
    {
        if (biases.Length != 6 * Units)
        {
            throw new ArgumentException(
                $"The biases of a GRU with reset_after=True hold 2 x {3 * Units} numbers, not {biases.Length}.", nameof(biases));
        }

        ReadOnlySpan<int> order = [1, 0, 2];
        ForeignGates.Copy(kernel, order, Weight.Value, "The kernel");
        ForeignGates.Copy(recurrentKernel, order, Recurrent.Value, "The recurrent kernel");
        ForeignGates.Copy(biases[..(3 * Units)], order, Bias.Value, "The upper bias");
        ForeignGates.Copy(biases[(3 * Units)..], order, RecurrentBias.Value, "The lower bias");
    }

    /// <summary>Both biases of r and z, which add up, and that of n; its recurrent one stands by its product.</summary>
    internal override void CopyInputBias(Tensor to)
    {
        base.CopyInputBias(to);
        Elementwise.CopyColumns(RecurrentBias.Value, 0, to, 0, 2 * Units, accumulate: true);
    }
}
