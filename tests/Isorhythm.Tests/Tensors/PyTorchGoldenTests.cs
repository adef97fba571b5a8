using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>The engine against PyTorch 1.13.1 (Oracles/pytorch_vae.py): forward pass, every gradient, ten steps of Adam.</summary>
public sealed class PyTorchGoldenTests
{
    // Both sides round to float32; sums run over at most 30 terms a layer, in another order.
    private const float Tolerance = 2e-5f;

    // Ten steps of Adam, which divides by the root of small numbers, spread the last bits further.
    private const float ToleranceAfterTraining = 2e-4f;

    [Theory]
    [InlineData("three-branches")]
    [InlineData("drum-loops")]
    public void The_forward_pass_is_that_of_PyTorch(string name)
    {
        using var run = new Golden(name);
        run.Forward(step: 0);
        run.AssertClose("forward.mean", run.Model.Mean.Value, Tolerance);
        run.AssertClose("forward.logVariance", run.Model.LogVariance.Value, Tolerance);
        run.AssertClose("forward.z", run.Model.Code.Value, Tolerance);
        for (int i = 0; i < run.Model.Outputs.Length; i++)
        {
            run.AssertClose("forward." + run.Model.Features[i], run.Model.Outputs[i].Value, Tolerance);
        }
    }

    [Theory]
    [InlineData("three-branches", 26)]
    [InlineData("drum-loops", 10)]
    public void Every_gradient_is_that_of_PyTorch(string name, int weights)
    {
        using var run = new Golden(name);
        run.Tape.Backward(run.Forward(step: 0)[0]);
        Assert.Equal(weights, run.Model.Weights.All.Count);
        Assert.All(run.Model.Weights.All, weight => run.AssertClose("gradient." + weight.Name, weight.Gradient, Tolerance));
    }

    [Theory]
    [InlineData("three-branches")]
    [InlineData("drum-loops")]
    public void Ten_steps_of_training_give_the_losses_and_the_weights_of_PyTorch(string name)
    {
        using var run = new Golden(name);
        using var adam = new Adam(run.Model.Weights, run.LearningRate);
        SafeTensor losses = run.File.Find("losses")!;
        (int steps, int parts) = (losses.Shape[0], losses.Shape[1]);
        Assert.Equal(10, steps);
        for (int step = 0; step < steps; step++)
        {
            Variable[] computed = run.Forward(step);
            float[] values = [.. computed.Select(loss => loss.Value.ToScalar())];
            Close.Assert(losses.Values.Slice(step * parts, parts).Span, values, ToleranceAfterTraining, $"the losses of step {step}");
            run.Tape.Backward(computed[0]);
            adam.Step();
        }

        Assert.All(run.Model.Weights.All, weight => run.AssertClose("end." + weight.Name, weight.Value, ToleranceAfterTraining));
    }

    private sealed class Golden : IDisposable
    {
        private readonly Arena arena = new();
        private readonly Tensor[] inputs;

        public Golden(string name)
        {
            File = SafeTensors.Read(Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "pytorch", name + ".safetensors"));
            Model = name == "drum-loops" ? new TwoLayerVae(20, 12, 4) : new ThreeBranchVae(24, 10, 2);
            inputs = [.. Model.Features.Select(feature => ToTensor("input." + feature))];
            foreach (Parameter weight in Model.Weights.All)
            {
                weight.Value.CopyFrom(File.Get("start." + weight.Name, weight.Rows, weight.Columns));
            }
        }

        public SafeTensors File { get; }

        public SmallVae Model { get; }

        public Tape Tape { get; } = new();

        public float LearningRate => float.Parse(File.Metadata["learningRate"]);

        public Variable[] Forward(int step)
        {
            int batch = inputs[0].Rows;
            Tape.Reset();
            return Model.Run(Tape, inputs, ToTensor("noise").Slice(step * batch, batch)).ToArray();
        }

        public void AssertClose(string name, Tensor actual, float tolerance) =>
            Close.Assert(File.Get(name, actual.Rows, actual.Columns), actual.ToArray(), tolerance, name);

        public void Dispose()
        {
            Tape.Dispose();
            Model.Dispose();
            arena.Dispose();
        }

        private Tensor ToTensor(string name)
        {
            SafeTensor golden = File.Find(name)!;
            Tensor tensor = arena.Allocate(golden.Shape[0], golden.Shape[1]);
            tensor.CopyFrom(golden.Values.Span);
            return tensor;
        }
    }
}
