using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>All features side by side, one hidden layer, then mean and log-variance (Fig. 1 of McDermott 2018).</summary>
internal sealed class DenseEncoder : Encoder
{
    private readonly Dense hidden;
    private readonly Dense mean;
    private readonly Dense logVariance;

    internal DenseEncoder(Parameters weights, int width, int hiddenWidth, int dimensions, Activation activation, Initialiser initialiser)
    {
        hidden = new Dense(weights, "encoder.hidden", width, hiddenWidth, activation, initialiser);
        mean = new Dense(weights, "encoder.mean", hiddenWidth, dimensions, initialiser: initialiser);
        logVariance = new Dense(weights, "encoder.logVariance", hiddenWidth, dimensions, initialiser: initialiser);
    }

    internal override Posterior Forward(Tape tape, ReadOnlySpan<Variable> features, RandomStream? masks = null)
    {
        var x = features.Length == 1 ? features[0] : tape.Concatenate(features);    // [B, width]
        var h = hidden.Forward(tape, x);                                            // [B, H]
        return new Posterior(mean.Forward(tape, h), logVariance.Forward(tape, h));  // [B, Z] each
    }
}
