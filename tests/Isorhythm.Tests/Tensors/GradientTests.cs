using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>Each operation's rule for the gradient against central differences of its value.</summary>
public sealed class GradientTests : IDisposable
{
    private const int Rows = 3;
    private const int Columns = 4;
    private readonly Arena arena = new();
    private readonly RandomStream random = new(1, "gradient tests");
    private readonly Parameters weights = new();

    public static TheoryData<string> Activations => ["none", "relu", "leaky", "sigmoid", "tanh"];

    public void Dispose()
    {
        weights.Dispose();
        arena.Dispose();
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Dense(string activation)
    {
        var layer = new Dense(weights, "layer", Columns, 5, Named(activation), Initialiser.PyTorch);
        Check([Draw()], (tape, x) => SumOfSquares(tape, layer.Forward(tape, x[0])));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    public void Squared_error(string activation)
    {
        (Tensor targets, Tensor cellWeights) = (Draw(), Draw(0, 1));
        Check([Draw()], (tape, x) => tape.SquaredError(x[0], targets, Named(activation), cellWeights));
    }

    [Fact]
    public void Bernoulli_cross_entropy_with_soft_targets_and_cell_weights()
    {
        (Tensor targets, Tensor cellWeights) = (Draw(0, 1), Draw(0, 1));
        Check([Draw(-3, 3)], (tape, x) => tape.BernoulliCrossEntropy(x[0], targets, cellWeights));
    }

    [Fact]
    public void Gaussian_KL() => Check([Draw(), Draw()], (tape, x) => tape.GaussianKL(x[0], x[1]));

    [Fact]
    public void Reparameterise()
    {
        Tensor noise = Draw();
        Check([Draw(), Draw()], (tape, x) => SumOfSquares(tape, tape.Reparameterise(x[0], x[1], noise)));
    }

    [Fact]
    public void Gaussian_KL_with_free_nats() =>
        Check([Draw(0.5f, 1), Draw()], (tape, x) => tape.WeightedSum((tape.GaussianKL(x[0], x[1], freeNats: 0.3f), 1), (tape.GaussianKL(x[0], x[1]), 0.1f)));

    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    public void Log_variance_of_softplus(float least) =>
        Check([Draw(-3, 3)], (tape, x) => SumOfSquares(tape, tape.LogVarianceOfSoftplus(x[0], least)));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cells_as_steps_and_steps_as_cells(int segments)
    {
        // Columns are 2 drums x 6 steps; a weight that differs from cell to cell notices any that is misplaced.
        Tensor cells = Draw(-1, 1, columns: 12), cellWeights = Draw(0, 1, columns: 12), zero = Draw(0, 0, columns: 12);
        var layer = new Dense(weights, "layer", 2, 2, Activation.Tanh, Initialiser.PyTorch);
        Check(
            [cells],
            (tape, x) => tape.SquaredError(
                tape.StepsToCells(layer.Forward(tape, tape.CellsToSteps(x[0], drums: 2, segments)), segments, Rows), zero, weights: cellWeights));
    }

    [Fact]
    public void Gaussian_log_density() => Check(
        [Draw(), Draw(), Draw()], (tape, x) => SumOfSquares(tape, tape.GaussianLogDensity(x[0], x[1], x[2])));

    [Fact]
    public void Log_mean_exp() => Check(
        [Draw(rows: 6, columns: 1), Draw(rows: 6, columns: 1)], (tape, x) => tape.LogMeanExp(batch: 2, (x[0], 1), (x[1], -1)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Flat_metric_over_orthonormal_directions(bool isScaleFree) =>
        Check([Draw(rows: 8)], (tape, x) => Flatness(tape, x[0], isScaleFree, directions: default));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Flat_metric_over_any_directions(bool isScaleFree)
    {
        Tensor directions = Draw(rows: 6, columns: 5);
        Check([Draw(rows: 8)], (tape, x) => Flatness(tape, x[0], isScaleFree, directions));
    }

    [Fact]
    public void Rows_and_repeat() => Check(
        [Draw()],
        (tape, x) => tape.WeightedSum(
            (SumOfSquares(tape, tape.Rows(tape.Repeat(x[0], 3), 2, 5)), 1), (SumOfSquares(tape, tape.Rows(x[0], 1, 1)), 2)));

    [Fact]
    public void Dropout_of_a_value() => Check(
        [Draw()], (tape, x) => SumOfSquares(tape, tape.Dropout(x[0], new Dropout(0.6f, new RandomStream(3, "dropout")))));

    [Fact]
    public void Softmax_cross_entropy_of_classes_side_by_side()
    {
        using var holder = new Tape();
        Tokens first = holder.AllocateTokens(Rows), second = holder.AllocateTokens(Rows);
        first.CopyFrom([0, Tokens.None, 1]);
        second.CopyFrom([1, 0, 0]);
        Check(
            [Draw(-3, 3)],
            (tape, x) => tape.WeightedSum(
                (tape.SoftmaxCrossEntropy(x[0], 0, 2, first, 1), 1),
                (tape.SoftmaxCrossEntropy(x[0], 2, 2, second, 2), 0.5f),
                (tape.SoftmaxCrossEntropy(x[0], first, 3), 1)));
    }

    [Fact]
    public void Softmax_of_classes_side_by_side() => Check(
        [Draw(-3, 3, columns: 7)],
        (tape, x) => tape.WeightedSum(
            (SumOfSquares(tape, tape.Softmax(x[0], 0, 3)), 1),
            (SumOfSquares(tape, tape.Softmax(x[0], 2, 5)), 0.5f),
            (SumOfSquares(tape, tape.Softmax(x[0], 0, 7)), -1)));

    [Fact]
    public void Concatenate_and_columns() => Check(
        [Draw(), Draw()],
        (tape, x) => SumOfSquares(tape, tape.Columns(tape.Concatenate(x[0], x[1], x[0]), 2, Columns + 3)));

    [Fact]
    public void A_value_used_twice_gets_the_sum_of_both_gradients() => Check(
        [Draw(), Draw()],
        (tape, x) => tape.WeightedSum(
            (SumOfSquares(tape, tape.Concatenate(x[0], x[1])), 0.5f),
            (tape.GaussianKL(x[0], x[1]), 2),
            (SumOfSquares(tape, tape.Columns(x[0], 1, 2)), -1)));

    [Fact]
    public void A_weight_used_twice_gets_the_sum_of_both_gradients()
    {
        var layer = new Dense(weights, "layer", Columns, Columns, Activation.Tanh, Initialiser.PyTorch);
        Check([Draw()], (tape, x) => SumOfSquares(tape, layer.Forward(tape, layer.Forward(tape, x[0]))));
    }

    private static Activation Named(string name) => name switch
    {
        "relu" => Activation.ReLU,
        "leaky" => Activation.LeakyReLU(0.3f),
        "sigmoid" => Activation.Sigmoid,
        "tanh" => Activation.Tanh,
        _ => Activation.None,
    };

    private Variable SumOfSquares(Tape tape, Variable x)
    {
        Tensor zero = arena.Allocate(x.Rows, x.Columns);
        zero.Fill(0.25f);
        return tape.SquaredError(x, zero);
    }

    // The mean of the diagonals is where ‖G - c² I‖² is least, so the slope is the same whether c² is held or not.
    private static Variable Flatness(Tape tape, Variable x, bool isScaleFree, Tensor directions) =>
        tape.FlatMetric(x, points: 2, step: 1.5f, isScaleFree, dimensions: 5, directions).Loss;

    private Tensor Draw(float low = -1, float high = 1, int rows = Rows, int columns = Columns)
    {
        Tensor tensor = arena.Allocate(rows, columns);
        random.Uniform(tensor, low, high);
        return tensor;
    }

    /// <summary>Compares the gradient of every input and every weight with central differences.</summary>
    private void Check(Tensor[] inputs, Func<Tape, Variable[], Variable> loss)
    {
        weights.Initialise(random);
        using var tape = new Tape();
        Variable[] variables = [.. inputs.Select(input => tape.Add(input, needsGradient: true))];
        tape.Backward(loss(tape, variables));
        float[][] inputGradients = [.. variables.Select(variable => variable.Gradient.ToArray())];
        float[][] weightGradients = [.. weights.All.Select(weight => weight.Gradient.ToArray())];
        float Loss()
        {
            using var forward = new Tape(gradients: false);
            return loss(forward, [.. inputs.Select(forward.Constant)]).Value.ToScalar();
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            CheckOne(inputs[i], inputGradients[i], Loss, $"input {i}");
        }

        for (int i = 0; i < weights.All.Count; i++)
        {
            CheckOne(weights.All[i].Value, weightGradients[i], Loss, weights.All[i].Name);
        }
    }

    private static void CheckOne(Tensor place, float[] gradient, Func<float> loss, string what)
    {
        // The step balances the error of the formula (its square) with the rounding of a float32 loss (about 1e-7 / step).
        const float Step = 5e-3f;
        float[] values = place.ToArray();
        float[] differences = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float[] moved = [.. values];
            moved[i] = values[i] + Step;
            place.CopyFrom(moved);
            double above = loss();
            moved[i] = values[i] - Step;
            place.CopyFrom(moved);
            differences[i] = (float)((above - loss()) / (2 * Step));
        }

        place.CopyFrom(values);
        Assert.Contains(differences, difference => difference != 0);
        Close.Assert(differences, gradient, 1e-3f, what);
    }
}
