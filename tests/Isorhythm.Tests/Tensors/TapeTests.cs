using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

public sealed class TapeTests : IDisposable
{
    private readonly Parameters parameters = new();
    private readonly Tape tape = new();

    public void Dispose()
    {
        tape.Dispose();
        parameters.Dispose();
    }

    [Fact]
    public void A_tape_that_only_runs_forwards_gives_the_same_values_and_refuses_to_be_played_back()
    {
        var layer = new Dense(parameters, "layer", 3, 2, Activation.Tanh);
        parameters.Initialise(new RandomStream(1, "weights"));
        using var forward = new Tape(gradients: false);
        Assert.Equal(layer.Forward(tape, Ones(tape, 4, 3)).Value.ToArray(), layer.Forward(forward, Ones(forward, 4, 3)).Value.ToArray());
        Assert.Throws<InvalidOperationException>(() => forward.Backward(Ones(forward, 1, 1)));
    }

    [Fact]
    public void Only_a_scalar_is_played_back() => Assert.Throws<InvalidOperationException>(() => tape.Backward(Ones(tape, 2, 1)));

    [Fact]
    public void A_step_is_played_back_once()
    {
        Variable loss = tape.GaussianKL(Ones(tape, 1, 1), Ones(tape, 1, 1));
        tape.Backward(loss);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(loss));
    }

    [Fact]
    public void A_weight_that_the_loss_does_not_depend_on_has_the_gradient_zero()
    {
        var used = new Dense(parameters, "used", 3, 2);
        var unused = new Dense(parameters, "unused", 3, 2);
        parameters.Initialise(new RandomStream(1, "weights"));
        for (int step = 0; step < 2; step++)
        {
            tape.Reset();
            unused.Forward(tape, Ones(tape, 4, 3));
            tape.Backward(tape.SquaredError(used.Forward(tape, Ones(tape, 4, 3)), Ones(tape, 4, 2).Value));
            Assert.All(unused.Weight.Gradient.ToArray(), gradient => Assert.Equal(0, gradient));
            Assert.DoesNotContain(0, used.Weight.Gradient.ToArray());
            parameters.Gradients.Fill(5);
            parameters.ClearGradients();
        }
    }

    /// <summary>A single row takes the way of sparse inputs, four rows that of dense ones.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_second_loss_adds_to_the_gradients_until_they_are_cleared(int rows)
    {
        var layer = new Dense(parameters, "layer", 3, 2);
        parameters.Initialise(new RandomStream(1, "weights"));
        float[] Gradient()
        {
            tape.Reset();
            tape.Backward(tape.SquaredError(layer.Forward(tape, Ones(tape, rows, 3)), Ones(tape, rows, 2).Value));
            return layer.Weight.Gradient.ToArray();
        }

        float[] once = Gradient();
        float[] twice = Gradient();
        parameters.ClearGradients();
        Assert.Equal(once.Select(value => 2 * value), twice);
        Assert.Equal(once, Gradient());
    }

    [Fact]
    public void KL_per_dimension_adds_up_to_the_KL()
    {
        var random = new RandomStream(1, "codes");
        Tensor mean = tape.Allocate(5, 3), logVariance = tape.Allocate(5, 3);
        random.Normal(mean);
        random.Normal(logVariance);
        Variable m = tape.Constant(mean), v = tape.Constant(logVariance);
        Assert.Equal(tape.GaussianKL(m, v).Value.ToScalar(), tape.GaussianKLPerDimension(m, v).ToArray().Sum(), 1e-5f);
    }

    [Fact]
    public void Cells_lie_drum_by_drum_and_steps_side_by_side()
    {
        Tensor cells = tape.Allocate(2, 8);
        cells.CopyFrom([.. Enumerable.Range(0, 16).Select(cell => (float)cell)]);                     // 2 rows of 2 drums of 4 steps
        Variable steps = tape.CellsToSteps(tape.Constant(cells), drums: 2);
        Variable bars = tape.CellsToSteps(tape.Constant(cells), drums: 2, segments: 2);
        Assert.Equal([0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15], steps.Value.ToArray());
        Assert.Equal([0, 4, 8, 12, 2, 6, 10, 14, 1, 5, 9, 13, 3, 7, 11, 15], bars.Value.ToArray());
        Assert.Equal(cells.ToArray(), tape.StepsToCells(steps, segments: 1, batch: 2).Value.ToArray());
        Assert.Equal(cells.ToArray(), tape.StepsToCells(bars, segments: 2, batch: 2).Value.ToArray());
    }

    [Fact]
    public void A_deviation_is_never_below_its_least()
    {
        Tensor low = tape.Allocate(1, 1);
        low.Fill(-80);
        Assert.Equal(-160, tape.LogVarianceOfSoftplus(tape.Constant(low)).Value.ToScalar(), 1e-3);
        Assert.Equal(2 * Math.Log(1e-4), tape.LogVarianceOfSoftplus(tape.Constant(low), 1e-4f).Value.ToScalar(), 1e-3);
    }

    [Fact]
    public void Large_logits_give_a_finite_loss()
    {
        Tensor logits = tape.Allocate(1, 4), targets = tape.Allocate(1, 4);
        logits.CopyFrom([1000, -1000, 1000, -1000]);
        targets.CopyFrom([1, 0, 0, 1]);
        Assert.Equal(2000, tape.BernoulliCrossEntropy(tape.Constant(logits), targets).Value.ToScalar());
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_named()
    {
        var layer = new Dense(parameters, "encoder", 3, 2);
        Assert.Contains("\"encoder.weight\" takes 3 inputs a row, not 4", Message(() => layer.Forward(tape, Ones(tape, 1, 4))), StringComparison.Ordinal);
        Assert.Contains("2 x 3 cannot be compared with 3 x 2", Message(() => tape.SquaredError(Ones(tape, 2, 3), Ones(tape, 3, 2).Value)), StringComparison.Ordinal);
        Assert.Contains("1 and of 2 rows", Message(() => tape.Concatenate(Ones(tape, 1, 3), Ones(tape, 2, 3))), StringComparison.Ordinal);
        Assert.Contains("no columns 2..4 in 1 x 3", Message(() => tape.Columns(Ones(tape, 1, 3), 2, 2)), StringComparison.Ordinal);
        Assert.Contains("2 x 3 holds 6 values, not 5", Assert.Throws<ArgumentException>(() => Ones(tape, 2, 3).Value.CopyFrom(new float[5])).Message, StringComparison.Ordinal);
        Assert.Contains("2 x 3 is no grid", Message(() => tape.CellsToSteps(Ones(tape, 2, 3), drums: 2)), StringComparison.Ordinal);
        Assert.Contains("3 segments of one length", Message(() => tape.StepsToCells(Ones(tape, 8, 3), segments: 3, batch: 2)), StringComparison.Ordinal);
        Assert.Contains("already a weight named \"encoder.weight\"", Message(() => new Dense(parameters, "encoder", 1, 1)), StringComparison.Ordinal);
    }

    private static string Message(Func<object> work) => Assert.ThrowsAny<ArgumentException>(work).Message;

    private static Variable Ones(Tape tape, int rows, int columns)
    {
        Tensor tensor = tape.Allocate(rows, columns);
        tensor.Fill(1);
        return tape.Constant(tensor);
    }
}
