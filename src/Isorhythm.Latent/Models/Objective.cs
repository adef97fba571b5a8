using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// What every model minimises (<see cref="ObjectiveRecipe"/>): what its phrases cost, the divergence of their posteriors from the prior, and how far the
/// decoder is from a flat one.
/// </summary>
/// <param name="recipe">Weights and bound.</param>
/// <param name="prior">What posteriors diverge from.</param>
/// <param name="decodedValues">D, how many numbers a phrase is decoded to.</param>
/// <param name="regulariser">What flattens the decoder; null where it writes step by step.</param>
internal sealed class Objective(ObjectiveRecipe recipe, Prior prior, int decodedValues, FlatMetricRegulariser? regulariser)
{
    internal bool IsBounded => recipe.IsBounded;

    /// <summary>The objective for a batch with a draw of each posterior, <c>[B, Z]</c>: what to minimise, <c>[1, 1]</c>, and its parts.</summary>
    internal (Variable Total, LossParts Parts) Of(Tape tape, in Distortion cost, Posterior posterior, Variable codes, TrainingPoint at)
    {
        var (distortion, parts) = Bounded(tape, cost);
        var (divergence, nats) = prior.Divergence(tape, posterior, codes, at, (float)(recipe.FreeBits * LossParts.NatsPerBit));
        var beta = Schedules.Beta(recipe, at, decodedValues);
        var total = tape.WeightedSum((distortion, 1), (divergence, beta));
        parts = parts with { Kl = beta * divergence.Value.ToScalar(), KlBits = nats / LossParts.NatsPerBit, Beta = IsBounded ? beta : 0 };
        var eta = at.IsTraining ? recipe.Flatness.WeightAt(at.StepsUnderBound) : 0;
        if (regulariser is not null && beta * eta > 0)
        {
            var (flatness, squaredScale) = regulariser.Measure(tape, codes.Value, at);
            total = tape.WeightedSum((total, 1), (flatness, beta * eta));
            parts = parts with { Flatness = flatness.Value.ToScalar(), SquaredScale = squaredScale };
        }

        return (total, parts with { Total = total.Value.ToScalar() });
    }

    /// <summary>The error that a bound is on in nats a phrase, and that error a decoded value; without a bound the likelihood as it is.</summary>
    private (Variable Distortion, LossParts Parts) Bounded(Tape tape, in Distortion cost)
    {
        if (cost.Squared is not { } squared)
        {
            return (cost.Likelihood, cost.Parts);
        }

        var isLikelihood = recipe.Error == "likelihood";
        var bounded = isLikelihood ? cost.Likelihood : squared;
        return (
            isLikelihood ? cost.Likelihood : tape.WeightedSum((squared, (float)(recipe.PlainMultiplier(decodedValues) / decodedValues))),
            cost.Parts with { Error = bounded.Value.ToScalar() / decodedValues, SquaredError = squared.Value.ToScalar() / decodedValues });
    }
}
