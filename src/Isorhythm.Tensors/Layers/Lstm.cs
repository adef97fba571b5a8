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
    /// and biases of zero but for the forget gate's 1.
    /// </summary>
    public Lstm(Parameters parameters, string name, int inputs, int units, Initialiser initialiser = Initialiser.GlorotUniform)
        : base(parameters, name, inputs, units, isGru: false, initialiser)
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
}
