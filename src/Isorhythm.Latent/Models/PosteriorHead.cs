using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// From what a recurrent encoder ends in, <c>[B, width]</c>, to the posterior: a dense layer for the mean and one whose softplus is the deviation
/// (Eq. 6 and 7 of Roberts et al. 2018), which is kept above a least one so that its logarithm stays a number.
/// </summary>
internal sealed class PosteriorHead(
    Parameters weights, int width, int dimensions, Initialiser forMean, Initialiser forDeviation, float leastDeviation = PosteriorHead.LeastDeviation)
{
    internal const float LeastDeviation = 1e-4f;

    private readonly Dense mean = new(weights, "encoder.mean", width, dimensions, initialiser: forMean);
    private readonly Dense deviation = new(weights, "encoder.deviation", width, dimensions, initialiser: forDeviation);

    /// <summary>Starts every deviation at a share of the given ones, <c>[Z]</c>.</summary>
    internal void StartAt(ReadOnlySpan<float> deviations, float share)
    {
        var start = new float[deviations.Length];
        for (var z = 0; z < start.Length; z++)
        {
            start[z] = MathF.Log(float.ExpM1(share * deviations[z]));                               // softplus undone
        }

        deviation.Bias.Value.CopyFrom(start);
    }

    internal Posterior Forward(Tape tape, Variable h) =>
        new(mean.Forward(tape, h), tape.LogVarianceOfSoftplus(deviation.Forward(tape, h), leastDeviation));
}
