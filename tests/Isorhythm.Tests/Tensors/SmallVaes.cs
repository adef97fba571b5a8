using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>A VAE as the tests of the engine see it: from features and noise to losses, the first of which is trained.</summary>
internal abstract class SmallVae : IDisposable
{
    public Parameters Weights { get; } = new();

    public abstract IReadOnlyList<string> Features { get; }

    /// <summary>Runs the network; named values go to <paramref name="seen"/>.</summary>
    public abstract Variable[] Losses(Tape tape, IReadOnlyDictionary<string, Tensor> inputs, Tensor noise, Dictionary<string, Variable> seen);

    public void Dispose() => Weights.Dispose();
}

/// <summary>Three encoders joined, a code, three decoders: the shape of R-VAE.</summary>
internal sealed class ThreeBranchVae : SmallVae
{
    private readonly Dense[] encoders;
    private readonly Dense joint;
    private readonly Dense mean;
    private readonly Dense logVariance;
    private readonly Dense trunk;
    private readonly Dense[] decoders;
    private readonly Dense[] outputs;

    public ThreeBranchVae(int cells, int hidden, int latent)
    {
        Activation leaky = Activation.LeakyReLU(0.3f);
        encoders = [.. Features.Select(feature => new Dense(Weights, "encoder." + feature, cells, hidden, leaky))];
        joint = new Dense(Weights, "encoder.joint", 3 * hidden, hidden, leaky);
        mean = new Dense(Weights, "encoder.mean", hidden, latent);
        logVariance = new Dense(Weights, "encoder.logVariance", hidden, latent);
        trunk = new Dense(Weights, "decoder.trunk", latent, hidden, leaky);
        decoders = [.. Features.Select(feature => new Dense(Weights, "decoder." + feature, hidden, hidden, leaky))];
        outputs = [.. Features.Select(feature => new Dense(Weights, "output." + feature, hidden, cells))];
    }

    public override IReadOnlyList<string> Features => ["onset", "velocity", "microtiming"];

    public override Variable[] Losses(Tape tape, IReadOnlyDictionary<string, Tensor> inputs, Tensor noise, Dictionary<string, Variable> seen)
    {
        Variable[] branches = [.. Features.Select((feature, i) => encoders[i].Forward(tape, tape.Constant(inputs[feature])))];
        Variable h = joint.Forward(tape, tape.Concatenate(branches));
        Variable m = seen["mean"] = mean.Forward(tape, h);
        Variable v = seen["logVariance"] = logVariance.Forward(tape, h);
        Variable z = seen["z"] = tape.Reparameterise(m, v, noise);
        Variable shared = trunk.Forward(tape, z);
        Variable[] logits = [.. decoders.Select((decoder, i) => outputs[i].Forward(tape, decoder.Forward(tape, shared)))];
        for (int i = 0; i < logits.Length; i++)
        {
            seen[Features[i]] = logits[i];
        }

        Variable onset = tape.BernoulliCrossEntropy(logits[0], inputs["onset"]);
        Variable velocity = tape.SquaredError(logits[1], inputs["velocity"], Activation.Sigmoid);
        Variable microtiming = tape.SquaredError(logits[2], inputs["microtiming"], Activation.Tanh);
        Variable kl = tape.GaussianKL(m, v);
        return [tape.WeightedSum((onset, 1), (velocity, 2.5f), (microtiming, 5), (kl, 1)), onset, velocity, microtiming, kl];
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

    public TwoLayerVae(int cells, int hidden, int latent)
    {
        encoder = new Dense(Weights, "encoder", cells, hidden, Activation.ReLU);
        mean = new Dense(Weights, "mean", hidden, latent);
        logVariance = new Dense(Weights, "logVariance", hidden, latent);
        decoder = new Dense(Weights, "decoder", latent, hidden, Activation.ReLU);
        output = new Dense(Weights, "output", hidden, cells);
    }

    public override IReadOnlyList<string> Features => ["velocity"];

    public override Variable[] Losses(Tape tape, IReadOnlyDictionary<string, Tensor> inputs, Tensor noise, Dictionary<string, Variable> seen)
    {
        Variable h = encoder.Forward(tape, tape.Constant(inputs["velocity"]));
        Variable m = seen["mean"] = mean.Forward(tape, h);
        Variable v = seen["logVariance"] = logVariance.Forward(tape, h);
        Variable z = seen["z"] = tape.Reparameterise(m, v, noise);
        Variable logits = seen["velocity"] = output.Forward(tape, decoder.Forward(tape, z));
        Variable entropy = tape.BernoulliCrossEntropy(logits, inputs["velocity"]);
        Variable kl = tape.GaussianKL(m, v);
        return [tape.WeightedSum((entropy, 1), (kl, 0.5f)), entropy, kl];
    }
}
