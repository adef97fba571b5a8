using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

/// <summary>What sequences are trained with: losses over tokens, divergences with free nats, dropout, clipping.</summary>
public sealed class SequenceLossTests : IDisposable
{
    private readonly Tape tape = new();

    public void Dispose() => tape.Dispose();

    [Fact]
    public void The_cross_entropy_of_classes_is_summed_over_steps_and_mean_over_the_batch()
    {
        Tokens targets = Targets(0, 2, Tokens.None, 1);
        Variable loss = tape.SoftmaxCrossEntropy(tape.Constant(Matrix(4, 3, 1, 2, 3, -1, 0, 500, 9, 9, 9, 0, 0, 0)), targets, batch: 2);
        double first = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3)) - 1;
        Assert.Equal((first + Math.Log(3)) / 2, loss.Value.ToScalar(), 1e-6);
    }

    [Fact]
    public void A_target_that_is_no_class_is_refused()
    {
        Variable logits = tape.Constant(Matrix(1, 3, 1, 2, 3));
        Assert.Throws<ArgumentException>(() => tape.SoftmaxCrossEntropy(logits, Targets(3), 1));
        Assert.Throws<ArgumentException>(() => tape.SoftmaxCrossEntropy(logits, Targets(1, 1), 1));
        Assert.Throws<ArgumentException>(() => tape.SoftmaxCrossEntropy(logits, 2, 2, Targets(1), 1));
    }

    [Fact]
    public void Probabilities_are_those_of_the_classes_chosen_and_bear_any_logit()
    {
        float[] p = tape.Softmax(tape.Constant(Matrix(3, 3, 9, 1, 2, 9, 0, 500, 9, -500, -500)), 1, 2).Value.ToArray();
        double one = Math.Exp(1) / (Math.Exp(1) + Math.Exp(2));
        Close.Assert([(float)one, (float)(1 - one), 0, 1, 0.5f, 0.5f], p, 1e-6f, "the probabilities");
        Assert.Throws<ArgumentException>(() => tape.Softmax(tape.Constant(Matrix(1, 3, 1, 2, 3)), 2, 2));
    }

    [Fact]
    public void Free_nats_count_for_each_row_of_the_batch()
    {
        Variable mean = tape.Add(Matrix(2, 2, 2, 0, 0, 0.1f), needsGradient: true);
        Variable logVariance = tape.Constant(Matrix(2, 2, 0, 0, 0, 0));
        Variable loss = tape.GaussianKL(mean, logVariance, freeNats: 0.5f);
        Assert.Equal((2 - 0.5) / 2, loss.Value.ToScalar(), 1e-6);
        tape.Backward(loss);
        Assert.Equal([1, 0, 0, 0], mean.Gradient.ToArray());
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(4f)]
    [InlineData(-14.9f)]
    [InlineData(-15.1f)]
    [InlineData(-80f)]
    [InlineData(60f)]
    public void The_log_variance_of_a_softplus_deviation_keeps_its_digits(float a)
    {
        double softplus = a < -30 ? Math.Exp(a) : Math.Log(1 + Math.Exp(a));
        float value = tape.LogVarianceOfSoftplus(tape.Constant(Matrix(1, 1, a))).Value.ToScalar();
        Assert.Equal(2 * Math.Log(softplus), value, 1e-5 * Math.Max(1, Math.Abs(value)));
    }

    [Fact]
    public void Dropout_keeps_its_share_and_the_mean_and_can_be_drawn_again()
    {
        Tensor ones = tape.Allocate(500, 40);
        ones.Fill(1);
        float[] dropped = tape.Dropout(tape.Constant(ones), new Dropout(0.3f, new RandomStream(7, "dropout"))).Value.ToArray();
        Assert.All(dropped, value => Assert.True(value == 0 || value == 1 / 0.3f));

        // 20 000 draws: the share kept lies within four deviations of 0.3.
        double deviation = Math.Sqrt(0.3 * 0.7 / dropped.Length);
        Assert.InRange(dropped.Count(value => value != 0) / (double)dropped.Length, 0.3 - (4 * deviation), 0.3 + (4 * deviation));
        Assert.Equal(dropped, tape.Dropout(tape.Constant(ones), new Dropout(0.3f, new RandomStream(7, "dropout"))).Value.ToArray());
        Assert.Throws<ArgumentException>(() => tape.Dropout(tape.Constant(ones), new Dropout(0, new RandomStream(7, "dropout"))));
    }

    [Fact]
    public void Dropout_of_a_layers_input_is_drawn_anew_at_each_step_and_for_each_part()
    {
        const int Steps = 400;
        using var weights = new Parameters();
        var layer = new Gru(weights, "layer", 4, 1, Initialiser.Zeros);
        layer.Weight.Value.CopyFrom([0, 0, 1e-4f, 0, 0, 1e-3f, 0, 0, 1e-2f, 0, 0, 1e-1f]);
        layer.Bias.Value.CopyFrom([0, -100, 0]);
        Tokens tokens = tape.AllocateTokens(Steps);
        tokens.Fill(1);
        Variable held = tape.Constant(Matrix(1, 2, 1, 1));
        var dropout = new Dropout(0.5f, new RandomStream(7, "dropout"));
        Variable outputs = layer.Forward(tape, [StepInput.OneHot(tokens, 2), StepInput.Held(held)], Steps, 1, dropout: dropout).Outputs;

        // z is 0, so h = tanh(Σ of what was kept, twice): each digit of atanh(h) tells what a part did.
        int[] patterns = [.. outputs.Value.ToArray().Select(h => (int)Math.Round(MathF.Atanh(h) * 1e4 / 2))];
        Assert.Equal([0, 10, 100, 110, 1000, 1010, 1100, 1110], patterns.Distinct().Order());
        Assert.All(patterns.CountBy(pattern => pattern), pattern => Assert.InRange(pattern.Value, Steps / 8 - 28, Steps / 8 + 28));
    }

    [Fact]
    public void Gradients_are_scaled_to_the_largest_norm_and_forgotten_when_hopeless()
    {
        using var weights = new Parameters();
        var layer = new Dense(weights, "layer", 2, 1);
        void SetGradients(float a, float b)
        {
            layer.Weight.TakeGradient(out _).CopyFrom([a, b]);
            layer.Bias.TakeGradient(out _).Fill(0);
        }

        SetGradients(3, 4);
        Assert.Equal(5, weights.ClipGradients(10), 1e-6);
        Assert.Equal([3, 4], layer.Weight.Gradient.ToArray());
        Assert.Equal(5, weights.ClipGradients(1), 1e-6);
        Close.Assert([0.6f, 0.8f], layer.Weight.Gradient.ToArray(), 1e-6f, "the gradient");
        SetGradients(6000, 8000);
        Assert.Equal(10_000, weights.ClipGradients(1, hopeless: 10_000), 1e-3);
        Assert.Equal([0, 0], layer.Weight.Gradient.ToArray());
        SetGradients(float.NaN, 1);
        Assert.Equal(double.NaN, weights.ClipGradients(1, hopeless: 10_000));
        Assert.Equal([0, 0], layer.Weight.Gradient.ToArray());
    }

    [Fact]
    public void Curves_are_right_to_a_few_units_in_the_last_place()
    {
        for (float x = -30; x < 30; x += 0.0137f)
        {
            AssertUlps(1 / (1 + Math.Exp(-x)), Curves<Lanes1, float>.Sigmoid(x), x);
            AssertUlps(Math.Tanh(x), Curves<Lanes1, float>.Tanh(x), x);
            AssertUlps(Math.Tanh(x * 1e-3), Curves<Lanes1, float>.Tanh(x * 1e-3f), x);
        }

        Assert.Equal(1, Curves<Lanes1, float>.Sigmoid(float.PositiveInfinity));
        Assert.InRange(Curves<Lanes1, float>.Sigmoid(float.NegativeInfinity), 0, 1e-30f);
        Assert.Equal(-1, Curves<Lanes1, float>.Tanh(float.NegativeInfinity));
        Assert.Equal(float.NaN, Curves<Lanes1, float>.Sigmoid(float.NaN));
        Assert.Equal(float.NaN, Curves<Lanes1, float>.Tanh(float.NaN));
    }

    private static void AssertUlps(double expected, float actual, float x)
    {
        double ulp = MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected);
        Assert.True(Math.Abs(expected - actual) <= 3.5 * ulp, $"At {x:R}: {actual:R}, expected {expected:R}");
    }

    private Tensor Matrix(int rows, int columns, params float[] values)
    {
        Tensor tensor = tape.Allocate(rows, columns);
        tensor.CopyFrom(values);
        return tensor;
    }

    private Tokens Targets(params int[] values)
    {
        Tokens tokens = tape.AllocateTokens(values.Length);
        tokens.CopyFrom(values);
        return tokens;
    }
}
