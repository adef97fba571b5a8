using System.Text.Json.Serialization;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The objective and its weighted parts, in nats a phrase; a part that the model lacks is 0.</summary>
/// <param name="Total">The sum of the parts.</param>
/// <param name="Onset">The onsets' cross-entropy.</param>
/// <param name="Velocity">The velocities' loss.</param>
/// <param name="Microtiming">The microtiming's loss.</param>
/// <param name="Kl">The divergence of the posterior from the prior as it counts: weighted, and without its free bits.</param>
/// <param name="Tokens">The tokens' cross-entropy.</param>
/// <param name="KlBits">The whole divergence in bits, which the objective does not hold.</param>
/// <param name="Accuracy">Of models of tokens, and those that write grids step by step: the share of steps whose likeliest token, or set of drums, is right; step by step given the right ones before it.</param>
/// <param name="Error">The reconstruction error a decoded value that a bound is on, C.</param>
/// <param name="SquaredError">The squared error a decoded value, where there is a bound.</param>
/// <param name="Beta">The weight of the divergence under a bound.</param>
/// <param name="Flatness">How far the decoder is from a flat one at points between codes, before its weight.</param>
/// <param name="SquaredScale">c², the mean slope of what is heard, squared, at these points.</param>
/// <param name="Distance">How far a critic holds codes and draws of the prior apart, which is nearly their Wasserstein distance; where there is a critic.</param>
/// <param name="Penalty">The mean of (slope - 1)² of the critic between them.</param>
/// <param name="Condition">The median condition number of the metric at phrases; measured now and then in a model that is flattened or under a bound.</param>
public readonly record struct LossParts(
    double Total,
    double Onset,
    double Velocity,
    double Microtiming,
    double Kl,
    double Tokens = 0,
    double KlBits = 0,
    double Accuracy = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Error = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double SquaredError = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Beta = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Flatness = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double SquaredScale = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Distance = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Penalty = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Condition = 0)
{
    /// <summary>Nats in a bit.</summary>
    internal const double NatsPerBit = 0.693147180559945309;

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
        Kl + (share * (other.Kl - Kl)),
        Tokens + (share * (other.Tokens - Tokens)),
        KlBits + (share * (other.KlBits - KlBits)),
        Accuracy + (share * (other.Accuracy - Accuracy)),
        Error + (share * (other.Error - Error)),
        SquaredError + (share * (other.SquaredError - SquaredError)),
        Beta + (share * (other.Beta - Beta)),
        Flatness + (share * (other.Flatness - Flatness)),
        SquaredScale + (share * (other.SquaredScale - SquaredScale)),
        Distance + (share * (other.Distance - Distance)),
        Penalty + (share * (other.Penalty - Penalty)));
}
