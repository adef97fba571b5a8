using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>
/// A VAE as the tests and the benchmarks of the engine see it: from features and noise to losses. Its step takes nothing from the heap.
/// </summary>
internal abstract class SmallVae(int cells, int latent, params string[] features) : IDisposable
{
    public Parameters Weights { get; } = new();

    public int Cells => cells;

    public int Latent => latent;

    public IReadOnlyList<string> Features => features;

    /// <summary>What the last <see cref="Run"/> computed, for tests that compare it.</summary>
    public Variable Mean { get; protected set; }

    public Variable LogVariance { get; protected set; }

    public Variable Code { get; protected set; }

    public Variable[] Outputs { get; } = new Variable[features.Length];

    /// <summary>The loss that is trained, then its parts.</summary>
    public abstract ReadOnlySpan<Variable> Run(Tape tape, ReadOnlySpan<Tensor> inputs, Tensor noise);

    /// <summary>One step of training; returns the loss.</summary>
    public float Train(Tape tape, ReadOnlySpan<Tensor> inputs, Tensor noise, Adam adam)
    {
        tape.Reset();
        Variable loss = Run(tape, inputs, noise)[0];
        tape.Backward(loss);
        adam.Step();
        return loss.Value.ToScalar();
    }

    public void Dispose() => Weights.Dispose();
}

/// <summary>Three encoders joined, a code, three decoders: the shape of R-VAE.</summary>
internal sealed class ThreeBranchVae : SmallVae
{
    private readonly Dense[] encoders = new Dense[3];
    private readonly Dense joint;
    private readonly Dense mean;
    private readonly Dense logVariance;
    private readonly Dense trunk;
    private readonly Dense[] decoders = new Dense[3];
    private readonly Dense[] outputs = new Dense[3];
    private readonly Variable[] branches = new Variable[3];
    private readonly Variable[] losses = new Variable[5];

    public ThreeBranchVae(int cells, int hidden, int latent)
        : base(cells, latent, "onset", "velocity", "microtiming")
    {
        Activation leaky = Activation.LeakyReLU(0.3f);
        joint = new Dense(Weights, "encoder.joint", 3 * hidden, hidden, leaky);
        mean = new Dense(Weights, "encoder.mean", hidden, latent);
        logVariance = new Dense(Weights, "encoder.logVariance", hidden, latent);
        trunk = new Dense(Weights, "decoder.trunk", latent, hidden, leaky);
        for (int i = 0; i < Features.Count; i++)
        {
            encoders[i] = new Dense(Weights, "encoder." + Features[i], cells, hidden, leaky);
            decoders[i] = new Dense(Weights, "decoder." + Features[i], hidden, hidden, leaky);
            outputs[i] = new Dense(Weights, "output." + Features[i], hidden, cells);
        }
    }

    public override ReadOnlySpan<Variable> Run(Tape tape, ReadOnlySpan<Tensor> inputs, Tensor noise)
    {
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i] = encoders[i].Forward(tape, tape.Constant(inputs[i]));                          // [B, H]
        }

        Variable h = joint.Forward(tape, tape.Concatenate(branches));                                   // [B, H]
        Mean = mean.Forward(tape, h);                                                                   // [B, Z]
        LogVariance = logVariance.Forward(tape, h);
        Code = tape.Reparameterise(Mean, LogVariance, noise);
        Variable shared = trunk.Forward(tape, Code);                                                    // [B, H]
        for (int i = 0; i < Outputs.Length; i++)
        {
            Outputs[i] = outputs[i].Forward(tape, decoders[i].Forward(tape, shared));                   // [B, D]
        }

        losses[1] = tape.BernoulliCrossEntropy(Outputs[0], inputs[0]);
        losses[2] = tape.SquaredError(Outputs[1], inputs[1], Activation.Sigmoid);
        losses[3] = tape.SquaredError(Outputs[2], inputs[2], Activation.Tanh);
        losses[4] = tape.GaussianKL(Mean, LogVariance);
        losses[0] = tape.WeightedSum((losses[1], 1), (losses[2], 2.5f), (losses[3], 5), (losses[4], 1));
        return losses;
    }
}

/// <summary>One hidden layer each way: the shape of drum-loops.</summary>
internal sealed class TwoLayerVae : SmallVae
{
    private readonly Dense encoder;
    private readonly Dense mean;
    private readonly Dense logVariance;
    private readonly Dense decoder;
    private readonly Dense output;
    private readonly Variable[] losses = new Variable[3];

    public TwoLayerVae(int cells, int hidden, int latent)
        : base(cells, latent, "velocity")
    {
        encoder = new Dense(Weights, "encoder", cells, hidden, Activation.ReLU);
        mean = new Dense(Weights, "mean", hidden, latent);
        logVariance = new Dense(Weights, "logVariance", hidden, latent);
        decoder = new Dense(Weights, "decoder", latent, hidden, Activation.ReLU);
        output = new Dense(Weights, "output", hidden, cells);
    }

    public override ReadOnlySpan<Variable> Run(Tape tape, ReadOnlySpan<Tensor> inputs, Tensor noise)
    {
        Variable h = encoder.Forward(tape, tape.Constant(inputs[0]));                                   // [B, H]
        Mean = mean.Forward(tape, h);                                                                   // [B, Z]
        LogVariance = logVariance.Forward(tape, h);
        Code = tape.Reparameterise(Mean, LogVariance, noise);
        Outputs[0] = output.Forward(tape, decoder.Forward(tape, Code));                                 // [B, D]
        losses[1] = tape.BernoulliCrossEntropy(Outputs[0], inputs[0]);
        losses[2] = tape.GaussianKL(Mean, LogVariance);
        losses[0] = tape.WeightedSum((losses[1], 1), (losses[2], 0.5f));
        return losses;
    }
}
