namespace Isorhythm.Tensors;

/// <summary>
/// A critic that tells codes of one distribution from codes of another: D(x) = w3·tanh(W2·tanh(W1·x + b1) + b2) + b3 (section 3.2.3 of Valenti et al.
/// 2020), trained with the gradient penalty of Gulrajani et al. 2017. It may read a condition behind the code. Its weights are
/// "<c>name.hidden0</c>", "<c>name.hidden1</c>" and "<c>name.score</c>".
/// </summary>
public sealed class Critic
{
    private readonly int dimensions;
    private readonly Dense first;
    private readonly Dense second;
    private readonly Dense score;

    /// <summary>Adds the layers' weights to <paramref name="parameters"/>.</summary>
    /// <param name="parameters">Where they go.</param>
    /// <param name="name">What their names begin with.</param>
    /// <param name="dimensions">Z, numbers in a code.</param>
    /// <param name="conditions">Numbers in a condition; 0 for none.</param>
    /// <param name="hidden">H, units of either hidden layer.</param>
    public Critic(Parameters parameters, string name, int dimensions, int conditions, int hidden)
    {
        this.dimensions = dimensions;
        first = new Dense(parameters, $"{name}.hidden0", dimensions + conditions, hidden, Activation.Tanh, Initialiser.GlorotUniform);
        second = new Dense(parameters, $"{name}.hidden1", hidden, hidden, Activation.Tanh, Initialiser.GlorotUniform);
        score = new Dense(parameters, $"{name}.score", hidden, 1, initialiser: Initialiser.GlorotUniform);
    }

    /// <summary>The mean score of rows of codes with their conditions, <c>[B, Z + conditions]</c>, to <c>[1, 1]</c>.</summary>
    public Variable MeanScore(Tape tape, Variable x) =>
        tape.Mean(score.Forward(tape, second.Forward(tape, first.Forward(tape, x))));

    /// <summary>
    /// The mean of (‖dD/dz‖ - 1)² at points <c>[B, Z + conditions]</c>, the slope being along the code alone, to <c>[1, 1]</c>. The points take no
    /// gradient.
    /// </summary>
    public Variable GradientPenalty(Tape tape, Tensor points)
    {
        Variable h1 = first.Forward(tape, tape.Constant(points));                                   // [B, H]
        Variable h2 = second.Forward(tape, h1);                                                     // [B, H]
        return tape.GradientPenalty(h1, h2, first.Weight, second.Weight, score.Weight, dimensions);
    }
}
