using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A hidden layer for each feature, then a common one, then mean and log-variance: the encoder that R-VAE released (after Tokui,
/// M4L.RhythmVAE). Not here: its batch normalisation, which never normalised, so that the layers' own weights do all it did.
/// </summary>
internal sealed class BranchEncoder : Encoder
{
    private readonly Dense[] branches;
    private readonly Dense common;
    private readonly Dense mean;
    private readonly Dense logVariance;

    internal BranchEncoder(Parameters weights, int features, int cells, int width, int dimensions, Activation activation, Initialiser initialiser)
    {
        branches = [.. Enumerable.Range(0, features).Select(i => new Dense(weights, $"encoder.branch{i}", cells, width, activation, initialiser))];
        common = new Dense(weights, "encoder.common", features * width, width, activation, initialiser);
        mean = new Dense(weights, "encoder.mean", width, dimensions, initialiser: initialiser);
        logVariance = new Dense(weights, "encoder.logVariance", width, dimensions, initialiser: initialiser);
    }

    internal override Posterior Forward(Tape tape, ReadOnlySpan<Variable> features, RandomStream? masks = null)
    {
        FeatureVariables kept = default;
        var hidden = ((Span<Variable>)kept)[..branches.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            hidden[i] = branches[i].Forward(tape, features[i]);                     // [B, H]
        }

        var h = common.Forward(tape, tape.Concatenate(hidden));                     // [B, 3H] -> [B, H]
        return new Posterior(mean.Forward(tape, h), logVariance.Forward(tape, h));  // [B, Z] each
    }
}
