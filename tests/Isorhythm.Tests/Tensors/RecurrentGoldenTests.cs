using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>Recurrent layers against PyTorch 1.13.1 (Oracles/pytorch_recurrent.py): outputs, every gradient, ten steps of Adam.</summary>
public sealed class RecurrentGoldenTests
{
    // Both sides round to float32; sums run over at most 20 terms a step, five steps deep.
    private const float Tolerance = 2e-5f;

    // Ten steps of Adam, which divides by the root of small numbers, spread the last bits further.
    private const float ToleranceAfterTraining = 2e-4f;

    public static TheoryData<string> Networks => ["lstm", "gru", "bidirectional-lstm", "bidirectional-gru", "two-layers"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_and_last_states_are_those_of_PyTorch(string name)
    {
        using var run = new RecurrentGolden(name);
        run.Forward();
        Assert.InRange(run.Seen.Count, 2, 3);
        Assert.All(run.Seen, seen => run.AssertClose("forward." + seen.Key, seen.Value.Value, Tolerance));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_gradient_is_that_of_PyTorch(string name)
    {
        using var run = new RecurrentGolden(name);
        run.Tape.Backward(run.Forward());
        Assert.All(run.Weights.All, weight => run.AssertClose("gradient." + weight.Name, weight.Gradient, Tolerance));
        Assert.InRange(run.Differentiated.Count(), 1, 4);
        Assert.All(run.Differentiated, input => run.AssertClose("gradient.input." + input, run.Inputs[input].Gradient, Tolerance));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Ten_steps_of_training_give_the_losses_and_the_weights_of_PyTorch(string name)
    {
        using var run = new RecurrentGolden(name);
        using var adam = new Adam(run.Weights, 0.01f);
        float[] expected = run.File.Find("losses")!.Values.ToArray();
        Assert.Equal(10, expected.Length);
        foreach (float loss in expected)
        {
            Variable computed = run.Forward();
            Close.Assert([loss], [computed.Value.ToScalar()], ToleranceAfterTraining, "the loss");
            run.Tape.Backward(computed);
            adam.Step();
        }

        Assert.All(run.Weights.All, weight => run.AssertClose("end." + weight.Name, weight.Value, ToleranceAfterTraining));
    }
}
