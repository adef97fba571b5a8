using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The objective and its weighted parts, in nats a phrase; a feature that the representation lacks is 0.</summary>
/// <param name="Total">The sum of the parts.</param>
/// <param name="Onset">The onsets' cross-entropy.</param>
/// <param name="Velocity">The velocities' loss.</param>
/// <param name="Microtiming">The microtiming's loss.</param>
/// <param name="Kl">The divergence of the posterior from the prior.</param>
public readonly record struct LossParts(double Total, double Onset, double Velocity, double Microtiming, double Kl)
{
    internal LossParts With(GridFeatures feature, double loss) => feature switch
    {
        GridFeatures.Onset => this with { Onset = loss },
        GridFeatures.Velocity => this with { Velocity = loss },
        _ => this with { Microtiming = loss },
    };

    /// <summary>This and <paramref name="other"/>, part by part, in the given proportion.</summary>
    internal LossParts Mix(LossParts other, double share) => new(
        Total + (share * (other.Total - Total)),
        Onset + (share * (other.Onset - Onset)),
        Velocity + (share * (other.Velocity - Velocity)),
        Microtiming + (share * (other.Microtiming - Microtiming)),
        Kl + (share * (other.Kl - Kl)));
}
