using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A projection: the posterior is a point, so mean and log-variance are the same value and only the mean is used.</summary>
internal sealed class LinearEncoder : Encoder
{
    private readonly Dense mean;

    internal LinearEncoder(Parameters weights, int width, int dimensions) =>
        mean = new Dense(weights, "encoder.mean", width, dimensions);

    internal override Posterior Forward(Tape tape, ReadOnlySpan<Variable> features, RandomStream? masks = null)
    {
        var point = mean.Forward(tape, features.Length == 1 ? features[0] : tape.Concatenate(features));    // [B, Z]
        return new Posterior(point, point) { IsPoint = true };
    }
}
