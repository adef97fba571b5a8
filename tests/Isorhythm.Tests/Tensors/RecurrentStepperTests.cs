using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>Running a layer step by step gives what running it over the sequence gives.</summary>
public sealed class RecurrentStepperTests : IDisposable
{
    private const int Steps = 4;
    private const int Vocabulary = 6;
    private const int Held = 5;
    private const int Values = 3;
    private readonly Arena arena = new();
    private readonly Parameters weights = new();
    private readonly RandomStream random = new(1, "steppers");
    private readonly Tape tape = new(gradients: false);

    public static TheoryData<bool, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<bool, int, int>();
            foreach (bool isGru in (bool[])[false, true])
            {
                foreach (int batch in (int[])[1, 2, 3, 4, 7, 14, 130])
                {
                    sizes.Add(isGru, batch, batch == 1 ? 150 : 37);
                }
            }

            return sizes;
        }
    }

    public void Dispose()
    {
        tape.Dispose();
        weights.Dispose();
        arena.Dispose();
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_stepper_gives_what_the_layer_gives(bool isGru, int batch, int units)
    {
        RecurrentLayer layer = isGru
            ? new Gru(weights, "layer", (2 * Vocabulary) + Held + Values, units, Initialiser.PyTorch)
            : new Lstm(weights, "layer", (2 * Vocabulary) + Held + Values, units, Initialiser.PyTorch);
        weights.Initialise(random);
        Tensor held = Draw(batch, Held);
        Tensor values = Draw(Steps * batch, Values);
        Tensor hidden = Draw(batch, units);
        Tensor cells = Draw(batch, units);
        Tokens tokens = DrawTokens(Steps * batch);
        Tokens others = DrawTokens(Steps * batch);
        StepInput[] inputs =
        [
            StepInput.OneHot(tokens, Vocabulary), StepInput.Held(tape.Constant(held)), StepInput.OneHot(others, Vocabulary), StepInput.Sequence(tape.Constant(values)),
        ];
        Variable outputs = layer is Lstm lstm
            ? lstm.Forward(tape, inputs, Steps, batch, new LstmState(tape.Constant(hidden), tape.Constant(cells))).Outputs
            : ((Gru)layer).Forward(tape, inputs, Steps, batch, tape.Constant(hidden)).Outputs;

        using var packed = new PackedLayer(
            layer, StepPart.OneHot(Vocabulary), StepPart.Held(Held), StepPart.OneHot(Vocabulary), StepPart.Values(Values));
        using var stepper = new RecurrentStepper(packed, batch);
        stepper.Start(held, hidden, isGru ? default : cells);
        for (int step = 0; step < Steps; step++)
        {
            int[] now = [.. tokens.Slice(step * batch, batch).ToArray(), .. others.Slice(step * batch, batch).ToArray()];
            Tensor h = stepper.Step(now, values.Slice(step * batch, batch));
            Close.Assert(outputs.Value.Slice(step * batch, batch).ToArray(), h.ToArray(), 2e-6f, $"step {step}");
        }
    }

    [Fact]
    public void A_stepper_starts_anew_and_sees_weights_that_were_packed_again()
    {
        var layer = new Lstm(weights, "layer", Values, 20, Initialiser.PyTorch);
        weights.Initialise(random);
        using var packed = new PackedLayer(layer, StepPart.Values(Values));
        using var stepper = new RecurrentStepper(packed, 2);
        Tensor values = Draw(2, Values);
        float[] first = stepper.Step(values).ToArray();
        Assert.NotEqual(first, stepper.Step(values).ToArray());
        stepper.Start();
        Assert.Equal(first, stepper.Step(values).ToArray());
        weights.Initialise(random);
        packed.Pack();
        stepper.Start();
        float[] changed = stepper.Step(values).ToArray();
        Variable expected = layer.Forward(tape, [StepInput.Sequence(tape.Constant(values))], 1, 2).Outputs;
        Assert.NotEqual(first, changed);
        Close.Assert(expected.Value.ToArray(), changed, 2e-6f, "the step");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public void A_packed_dense_layer_gives_what_the_layer_gives(int batch)
    {
        var layer = new Dense(weights, "layer", 300, 90, Activation.Tanh, Initialiser.PyTorch);
        weights.Initialise(random);
        using var packed = new PackedDense(layer);
        Tensor x = Draw(batch, 300);
        Tensor y = arena.Allocate(batch, 90);
        packed.Forward(x, y);
        Close.Assert(layer.Forward(tape, tape.Constant(x)).Value.ToArray(), y.ToArray(), 2e-6f, "the layer");
    }

    [Fact]
    public void A_step_takes_nothing_from_the_heap()
    {
        var layer = new Gru(weights, "layer", Vocabulary, 300);
        weights.Initialise(random);
        using var packed = new PackedLayer(layer, StepPart.OneHot(Vocabulary));
        using var stepper = new RecurrentStepper(packed, 1);
        stepper.Step([3]);
        Assert.Equal(0, Allocations.Of(steps: 100, step =>
        {
            stepper.Start();
            stepper.Step([step % Vocabulary]);
        }));
    }

    [Fact]
    public void Inputs_of_another_size_are_refused()
    {
        var layer = new Gru(weights, "layer", Vocabulary + Values, 8);
        Assert.Throws<ArgumentException>(() => new PackedLayer(layer, StepPart.OneHot(Vocabulary)));
        using var packed = new PackedLayer(layer, StepPart.OneHot(Vocabulary), StepPart.Values(Values));
        using var stepper = new RecurrentStepper(packed, 2);
        Assert.Throws<ArgumentException>(() => stepper.Step([1, Vocabulary], Draw(2, Values)));
        Assert.Throws<ArgumentException>(() => stepper.Step([1], Draw(2, Values)));
        Assert.Throws<ArgumentException>(() => stepper.Step([1, 1], Draw(2, Values + 1)));
        Assert.Throws<ArgumentException>(() => stepper.Step([1, 1]));
    }

    private Tensor Draw(int rows, int columns)
    {
        Tensor tensor = arena.Allocate(rows, columns);
        random.Uniform(tensor, -1, 1);
        return tensor;
    }

    private Tokens DrawTokens(int rows)
    {
        Tokens tokens = tape.AllocateTokens(rows);
        for (int row = 0; row < rows; row++)
        {
            tokens[row] = random.Below(Vocabulary + 1) - 1;
        }

        return tokens;
    }
}
