using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

/// <summary>What recurrent layers promise beyond PyTorch's values: any size, the same bits with any threads, nothing from the heap.</summary>
[Collection(nameof(Workers))]
public sealed class RecurrentTests : IDisposable
{
    private readonly Arena arena = new();
    private readonly Parameters weights = new();
    private readonly RandomStream random = new(1, "recurrent tests");
    private readonly Tape tape = new();
    private readonly int threads = Workers.Count;

    public void Dispose()
    {
        Workers.Count = threads;
        tape.Dispose();
        weights.Dispose();
        arena.Dispose();
    }

    [Theory]
    [InlineData(false, 1, 1, 1, false)]
    [InlineData(true, 1, 1, 1, true)]
    [InlineData(false, 19, 3, 4, false)]
    [InlineData(true, 19, 3, 4, true)]
    [InlineData(false, 33, 7, 2, true)]
    [InlineData(true, 33, 8, 3, false)]
    public void Every_gradient_is_that_of_finite_differences_in_double_precision(bool isGru, int units, int batch, int steps, bool reverse)
    {
        const int Inputs = 5;
        RecurrentLayer layer = isGru ? new Gru(weights, "layer", Inputs, units) : new Lstm(weights, "layer", Inputs, units);
        weights.Initialise(random);
        layer.Bias.Value.CopyFrom(Draw(1, layer.Bias.Columns).ToArray());
        (layer as Gru)?.RecurrentBias.Value.CopyFrom(Draw(1, layer.Bias.Columns).ToArray());
        Variable[] inputs =
        [
            tape.Add(Draw(steps * batch, Inputs), needsGradient: true),
            tape.Add(Draw(batch, units), needsGradient: true),
            tape.Add(Draw(batch, units), needsGradient: true),
        ];
        tape.Backward(Loss(layer, inputs, steps, batch, reverse));

        var reference = new RecurrentReference(isGru, Inputs, units, steps, batch, reverse);
        double[][] values =
        [
            Doubles(inputs[0].Value), Doubles(layer.Weight.Value), Doubles(layer.Recurrent.Value), Doubles(layer.Bias.Value),
            layer is Gru gru ? Doubles(gru.RecurrentBias.Value) : new double[4 * units], Doubles(inputs[1].Value), Doubles(inputs[2].Value),
        ];
        double Reference() => reference.Loss(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
        AssertSlopes(values[0], inputs[0].Gradient, Reference, "the input");
        AssertSlopes(values[1], layer.Weight.Gradient, Reference, "the weight");
        AssertSlopes(values[2], layer.Recurrent.Gradient, Reference, "the recurrent weight");
        AssertSlopes(values[3], layer.Bias.Gradient, Reference, "the bias");
        AssertSlopes(values[5], inputs[1].Gradient, Reference, "the first h");
        if (layer is Gru withTwo)
        {
            AssertSlopes(values[4], withTwo.RecurrentBias.Gradient, Reference, "the recurrent bias");
        }
        else
        {
            AssertSlopes(values[6], inputs[2].Gradient, Reference, "the first c");
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Training_gives_the_same_bits_with_any_number_of_threads(int count) => Assert.Equal(TrainedWeights(1), TrainedWeights(count));

    [Fact]
    public void A_step_in_steady_state_takes_nothing_from_the_heap()
    {
        Workers.Count = 2;
        using var network = new Network(batch: 9, steps: 5);
        for (int step = 0; step < 20; step++)
        {
            network.Train();
        }

        Assert.Equal(0, Allocations.Of(steps: 50, _ => network.Train()));
    }

    [Fact]
    public void Parts_of_an_input_give_what_the_same_numbers_side_by_side_give()
    {
        const int Batch = 3, Steps = 4, Vocabulary = 6, Held = 4, Values = 2;
        var layer = new Gru(weights, "layer", (2 * Vocabulary) + Held + Values, 20);
        weights.Initialise(random);
        Tokens tokens = DrawTokens(Steps * Batch, Vocabulary);
        Tokens others = DrawTokens(Steps * Batch, Vocabulary);
        Variable held = tape.Constant(Draw(Batch, Held));
        Variable values = tape.Constant(Draw(Steps * Batch, Values));
        Variable dense = tape.Concatenate(
            OneHot(tokens, Vocabulary), tape.Repeat(held, Steps), OneHot(others, Vocabulary), values);
        float[] expected = layer.Forward(tape, [StepInput.Sequence(dense)], Steps, Batch).Outputs.Value.ToArray();
        float[] actual = layer.Forward(
            tape,
            [StepInput.OneHot(tokens, Vocabulary), StepInput.Held(held), StepInput.OneHot(others, Vocabulary), StepInput.Sequence(values)],
            Steps,
            Batch).Outputs.Value.ToArray();
        Close.Assert(expected, actual, 1e-6f, "the outputs");
    }

    [Fact]
    public void Gradients_may_arrive_at_the_last_state_alone()
    {
        var layer = new Lstm(weights, "layer", 3, 8);
        weights.Initialise(random);
        Tensor x = Draw(4 * 2, 3);
        LstmSequence run = layer.Forward(tape, [StepInput.Sequence(tape.Constant(x))], 4, 2);
        tape.Backward(tape.SquaredError(run.Last.Cells, Draw(2, 8)));
        Assert.Contains(layer.Weight.Gradient.ToArray(), slope => slope != 0);

        // The output gate of the last step has no part in the last c.
        float[] bias = layer.Bias.Gradient.ToArray();
        Assert.Contains(bias[..8], slope => slope != 0);
        tape.Reset();
        weights.ClearGradients();
        run = layer.Forward(tape, [StepInput.Sequence(tape.Constant(x.Slice(0, 2)))], 1, 2);
        tape.Backward(tape.SquaredError(run.Last.Cells, Draw(2, 8)));
        Assert.All(layer.Bias.Gradient.ToArray()[24..], slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void An_LSTM_starts_with_its_forget_gate_open_and_a_joint_Glorot_bound()
    {
        var layer = new Lstm(weights, "layer", 50, 70);
        weights.Initialise(random);
        float[] bias = layer.Bias.Value.ToArray();
        Assert.All(bias[..70], value => Assert.Equal(0, value));
        Assert.All(bias[70..140], value => Assert.Equal(1, value));
        Assert.All(bias[140..], value => Assert.Equal(0, value));
        float bound = MathF.Sqrt(6f / (120 + 280));
        Assert.All(layer.Weight.Value.ToArray(), value => Assert.InRange(value, -bound, bound));
        Assert.All(layer.Recurrent.Value.ToArray(), value => Assert.InRange(value, -bound, bound));
        Assert.InRange(layer.Recurrent.Value.ToArray().Max(), 0.99f * bound, bound);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        var layer = new Lstm(weights, "layer", 4, 8);
        Variable x = tape.Constant(Draw(6, 4));
        Tokens tokens = tape.AllocateTokens(6);
        tokens.Fill(4);
        Assert.Throws<ArgumentException>(() => layer.Forward(tape, [StepInput.Sequence(x)], 2, 2));
        Assert.Throws<ArgumentException>(() => layer.Forward(tape, [StepInput.Sequence(x), StepInput.Sequence(x)], 3, 2));
        Assert.Throws<ArgumentException>(() => layer.Forward(tape, [StepInput.OneHot(tokens, 4)], 3, 2));
        Assert.Throws<ArgumentException>(() => layer.Forward(tape, [StepInput.Held(x)], 3, 2));
        Assert.Throws<ArgumentException>(() => layer.Forward(tape, [StepInput.Sequence(x)], 3, 2, new LstmState(x, x)));
    }

    private static double[] Doubles(Tensor tensor) => [.. tensor.ToArray().Select(value => (double)value)];

    private static void AssertSlopes(double[] place, Tensor gradient, Func<double> loss, string what)
    {
        // In double precision the formula's error, about the square of the step, is what counts.
        const double Step = 1e-5;
        float[] differences = new float[place.Length];
        for (int i = 0; i < place.Length; i++)
        {
            double value = place[i];
            place[i] = value + Step;
            double above = loss();
            place[i] = value - Step;
            differences[i] = (float)((above - loss()) / (2 * Step));
            place[i] = value;
        }

        Assert.Contains(differences, difference => difference != 0);
        Close.Assert(differences, gradient.ToArray(), 2e-6f, what);
    }

    private static float[] TrainedWeights(int count)
    {
        Workers.Count = count;
        using var network = new Network(batch: 29, steps: 6);
        for (int step = 0; step < 3; step++)
        {
            network.Train();
        }

        return network.Weights.Values.ToArray();
    }

    private Variable Loss(RecurrentLayer layer, Variable[] inputs, int steps, int batch, bool reverse)
    {
        StepInput[] parts = [StepInput.Sequence(inputs[0])];
        if (layer is Gru gru)
        {
            GruSequence run = gru.Forward(tape, parts, steps, batch, inputs[1], reverse);
            return tape.WeightedSum((FromQuarter(run.Outputs), 1), (FromQuarter(run.Last), 1));
        }

        LstmSequence sequence = ((Lstm)layer).Forward(tape, parts, steps, batch, new LstmState(inputs[1], inputs[2]), reverse);
        return tape.WeightedSum((FromQuarter(sequence.Outputs), 1), (FromQuarter(sequence.Last.Hidden), 1), (FromQuarter(sequence.Last.Cells), 1));
    }

    private Variable FromQuarter(Variable x)
    {
        Tensor quarter = arena.Allocate(x.Rows, x.Columns);
        quarter.Fill(0.25f);
        return tape.SquaredError(x, quarter);
    }

    private Variable OneHot(Tokens tokens, int vocabulary)
    {
        Tensor rows = arena.Allocate(tokens.Rows, vocabulary);
        rows.CopyFrom([.. tokens.ToArray().SelectMany(token => Enumerable.Range(0, vocabulary).Select(i => i == token ? 1f : 0))]);
        return tape.Constant(rows);
    }

    private Tensor Draw(int rows, int columns)
    {
        Tensor tensor = arena.Allocate(rows, columns);
        random.Uniform(tensor, -1, 1);
        return tensor;
    }

    private Tokens DrawTokens(int rows, int vocabulary)
    {
        Tokens tokens = tape.AllocateTokens(rows);
        for (int row = 0; row < rows; row++)
        {
            tokens[row] = random.Below(vocabulary + 1) - 1;
        }

        return tokens;
    }

    /// <summary>A small MusicVAE: both directions, dropout, held code, tokens, two decoder layers, clipping.</summary>
    private sealed class Network : IDisposable
    {
        private const int Vocabulary = 11;
        private const int Units = 40;
        private readonly int batch;
        private readonly int steps;
        private readonly Tape tape = new();
        private readonly RandomStream random = new(1, "network");
        private readonly BidirectionalGru encoder;
        private readonly Dense code;
        private readonly Lstm lower;
        private readonly Lstm upper;
        private readonly Dense output;
        private readonly Adam adam;
        private readonly int[] melody;

        public Network(int batch, int steps)
        {
            (this.batch, this.steps) = (batch, steps);
            encoder = new BidirectionalGru(Weights, "encoder", Vocabulary, Units);
            code = new Dense(Weights, "code", 2 * Units, 8, Activation.Tanh);
            lower = new Lstm(Weights, "lower", Vocabulary + 8, Units);
            upper = new Lstm(Weights, "upper", Units, Units);
            output = new Dense(Weights, "output", Units, Vocabulary);
            Weights.Initialise(random);
            adam = new Adam(Weights);
            melody = [.. Enumerable.Range(0, steps * batch).Select(_ => random.Below(Vocabulary))];
        }

        public Parameters Weights { get; } = new();

        public void Train()
        {
            tape.Reset();
            Tokens targets = tape.AllocateTokens(steps * batch);
            targets.CopyFrom(melody);
            Tokens previous = tape.AllocateTokens(steps * batch);
            previous.Slice(0, batch).Fill(Tokens.None);
            previous.Slice(batch, (steps - 1) * batch).CopyFrom(targets.Slice(0, (steps - 1) * batch));
            var dropout = new Dropout(0.7f, random);
            Variable last = encoder.Forward(tape, [StepInput.OneHot(targets, Vocabulary)], steps, batch, dropout).Last;
            Variable z = code.Forward(tape, last);
            Variable h = lower.Forward(tape, [StepInput.OneHot(previous, Vocabulary), StepInput.Held(z)], steps, batch).Outputs;
            h = upper.Forward(tape, [StepInput.Sequence(h)], steps, batch, dropout: dropout).Outputs;
            tape.Backward(tape.SoftmaxCrossEntropy(output.Forward(tape, h), targets, batch));
            Weights.ClipGradients(1, hopeless: 10_000);
            adam.Step();
        }

        public void Dispose()
        {
            adam.Dispose();
            tape.Dispose();
            Weights.Dispose();
        }
    }
}
