using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors;

/// <summary>What a bidirectional layer made of a sequence.</summary>
/// <param name="Outputs">Both directions' outputs side by side at every step, <c>[T·B, 2H]</c>, the forward ones first.</param>
/// <param name="Last">Each direction's output after all steps, <c>[B, 2H]</c>: the forward one at the last step, the backward one at the first.</param>
public readonly record struct BidirectionalSequence(Variable Outputs, Variable Last);

/// <summary>
/// Two LSTMs over one sequence, one from its start and one from its end, which run at the same time. Their weights are those of <see cref="Lstm"/>
/// under "<c>name.forward</c>" and "<c>name.backward</c>".
/// </summary>
public sealed class BidirectionalLstm(
    Parameters parameters, string name, int inputs, int units, Initialiser initialiser = Initialiser.GlorotUniform, RecurrentStart start = default)
{
    /// <summary>The layer that runs from the first step to the last.</summary>
    public Lstm Forwards { get; } = new(parameters, name + ".forward", inputs, units, initialiser, start);

    /// <summary>The layer that runs from the last step to the first.</summary>
    public Lstm Backwards { get; } = new(parameters, name + ".backward", inputs, units, initialiser, start);

    /// <summary>Runs over a sequence; the parameters are those of <see cref="Lstm.Forward"/>, and each direction has dropout of its own.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit, or a token lies outside its vocabulary.</exception>
    public BidirectionalSequence Forward(Tape tape, ReadOnlySpan<StepInput> inputs, int steps, int batch, Dropout dropout = default)
    {
        StepInputs first = Forwards.Take(tape, inputs, steps, batch, dropout);
        StepInputs second = Backwards.Take(tape, inputs, steps, batch, dropout);
        return tape.Bidirectional<LstmPass>(Forwards, Backwards, first, second, inputs.Length, steps, batch);
    }
}

/// <summary>
/// Two GRUs over one sequence, one from its start and one from its end, which run at the same time. Their weights are those of <see cref="Gru"/>
/// under "<c>name.forward</c>" and "<c>name.backward</c>".
/// </summary>
public sealed class BidirectionalGru(
    Parameters parameters, string name, int inputs, int units, Initialiser initialiser = Initialiser.GlorotUniform, RecurrentStart start = default)
{
    /// <summary>The layer that runs from the first step to the last.</summary>
    public Gru Forwards { get; } = new(parameters, name + ".forward", inputs, units, initialiser, start);

    /// <summary>The layer that runs from the last step to the first.</summary>
    public Gru Backwards { get; } = new(parameters, name + ".backward", inputs, units, initialiser, start);

    /// <summary>Runs over a sequence; the parameters are those of <see cref="Gru.Forward"/>, and each direction has dropout of its own.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit, or a token lies outside its vocabulary.</exception>
    public BidirectionalSequence Forward(Tape tape, ReadOnlySpan<StepInput> inputs, int steps, int batch, Dropout dropout = default)
    {
        StepInputs first = Forwards.Take(tape, inputs, steps, batch, dropout);
        StepInputs second = Backwards.Take(tape, inputs, steps, batch, dropout);
        return tape.Bidirectional<GruPass>(Forwards, Backwards, first, second, inputs.Length, steps, batch);
    }
}
