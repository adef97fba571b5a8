using System.Numerics.Tensors;

namespace Isorhythm.Tensors;

/// <summary>h and c of an LSTM, both <c>[B, H]</c>.</summary>
/// <param name="Hidden">h: what the layer gives.</param>
/// <param name="Cells">c: what it remembers.</param>
public readonly record struct LstmState(Variable Hidden, Variable Cells);

/// <summary>What an LSTM made of a sequence.</summary>
/// <param name="Outputs">h at every step, <c>[T·B, H]</c>; row t·B + b belongs to step t, also when the layer ran backwards.</param>
/// <param name="Last">The state after the step that was taken last.</param>
public readonly record struct LstmSequence(Variable Outputs, LstmState Last);

/// <summary>
/// A layer of long short-term memory: gates i, f, g, o = x·W + h·U + b, then c = σ(f)·c + σ(i)·tanh(g) and h = σ(o)·tanh(c). Its weights are
/// "<c>name.weight</c>" <c>[inputs, 4·units]</c>, "<c>name.recurrent</c>" <c>[units, 4·units]</c> and "<c>name.bias</c>" <c>[1,
/// 4·units]</c>, columns in PyTorch's order i, f, g, o.
/// </summary>
public sealed class Lstm : RecurrentLayer
{
    /// <summary>
    /// Adds the layer's weights to <paramref name="parameters"/>. They start as TensorFlow's: uniform, for a joint kernel of inputs + units rows,
    /// and biases of zero but for the forget gate's 1, where <paramref name="start"/> has nothing else.
    /// </summary>
    public Lstm(Parameters parameters, string name, int inputs, int units, Initialiser initialiser = Initialiser.GlorotUniform, RecurrentStart start = default)
        : base(parameters, name, inputs, units, isGru: false, initialiser, start)
    {
    }

    /// <summary>Runs over a sequence of <paramref name="steps"/> steps of <paramref name="batch"/> rows.</summary>
    /// <param name="tape">Where the operation is written down.</param>
    /// <param name="inputs">What is read at each step, part after part in the order of the weight's rows.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="initial">The state before the first step; zeros where it is left out.</param>
    /// <param name="reverse">True to start with the last step.</param>
    /// <param name="dropout">Dropout of the inputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a token lies outside its vocabulary.</exception>
    public LstmSequence Forward(
        Tape tape, ReadOnlySpan<StepInput> inputs, int steps, int batch, LstmState? initial = null, bool reverse = false, Dropout dropout = default) =>
        tape.Lstm(this, Take(tape, inputs, steps, batch, dropout), inputs.Length, new(steps, batch, reverse), initial);

    /// <summary>
    /// Takes the weights of one direction of one layer of PyTorch's LSTM: <c>weight_ih</c> <c>[4H, I]</c>, <c>weight_hh</c> <c>[4H, H]</c>,
    /// <c>bias_ih</c> and <c>bias_hh</c> <c>[4H]</c>, gates i, f, g, o. Its two biases only ever add up, so they become one.
    /// </summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void CopyFromPyTorch(
        ReadOnlySpan<float> weightIh, ReadOnlySpan<float> weightHh, ReadOnlySpan<float> biasIh, ReadOnlySpan<float> biasHh)
    {
        ForeignGates.CopyTransposed(weightIh, Weight.Value, "weight_ih");
        ForeignGates.CopyTransposed(weightHh, Recurrent.Value, "weight_hh");
        ForeignGates.CopyTransposed(biasIh, Bias.Value, "bias_ih");
        if (biasHh.Length != biasIh.Length)
        {
            throw new ArgumentException($"bias_hh holds {biasIh.Length} numbers, not {biasHh.Length}.", nameof(biasHh));
        }

        Span<float> bias = Bias.Value.Span;
        TensorPrimitives.Add(bias, biasHh, bias);
    }

    /// <summary>
    /// Takes the weights of TensorFlow 1's LSTM cells, as MusicVAE's checkpoints hold them: one kernel <c>[I + H, 4H]</c> and a bias
    /// <c>[4H]</c>, gates i, j (our g), f, o. TensorFlow adds its forget bias when it runs, so it becomes part of ours.
    /// </summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void CopyFromTensorFlow(ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, float forgetBias = 1)
    {
        if (kernel.Length != Weight.Value.Count + Recurrent.Value.Count)
        {
            throw new ArgumentException($"The kernel holds {Inputs + Units} x {4 * Units} numbers, not {kernel.Length}.", nameof(kernel));
        }

        ReadOnlySpan<int> order = [0, 2, 1, 3];
        ForeignGates.Copy(kernel[..Weight.Value.Count], order, Weight.Value, "The kernel's upper part");
        ForeignGates.Copy(kernel[Weight.Value.Count..], order, Recurrent.Value, "The kernel's lower part");
        ForeignGates.Copy(bias, order, Bias.Value, "The bias");
        Span<float> forget = Bias.Value.Span.Slice(Units, Units);
        TensorPrimitives.Add(forget, forgetBias, forget);
    }

    /// <summary>
    /// Takes the weights of Keras's LSTM: kernel <c>[I, 4H]</c>, recurrent kernel <c>[H, 4H]</c> and bias <c>[4H]</c>, gates i, f, c (our g),
    /// o. Its <c>unit_forget_bias</c> only says how the bias starts, so nothing is added.
    /// </summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void CopyFromKeras(ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrentKernel, ReadOnlySpan<float> bias)
    {
        ReadOnlySpan<int> order = [0, 1, 2, 3];
        ForeignGates.Copy(kernel, order, Weight.Value, "The kernel");
        ForeignGates.Copy(recurrentKernel, order, Recurrent.Value, "The recurrent kernel");
        ForeignGates.Copy(bias, order, Bias.Value, "The bias");
    }
}
