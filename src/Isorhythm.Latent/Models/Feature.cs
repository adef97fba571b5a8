using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>One feature of the grid as a model sees it: how the decoder ends, and what a wrong value costs.</summary>
/// <param name="Kind">Onset, velocity or microtiming.</param>
/// <param name="Output">What turns the decoder's last layer into the feature's range.</param>
/// <param name="Bernoulli">Cross-entropy on the logit; otherwise squared error on the activated value.</param>
/// <param name="Weight">The weight in the objective.</param>
internal sealed record Feature(GridFeatures Kind, Activation Output, bool Bernoulli, float Weight)
{
    internal string Name => Kind.ToString().ToLowerInvariant();

    /// <summary>The features of a grid in the order of its values.</summary>
    internal static Feature[] Of(DrumGrid grid, Recipe recipe)
    {
        var objective = recipe.Objective;
        var bernoulliVelocity = objective.VelocityLoss == "bernoulli";
        Feature[] all =
        [
            new(GridFeatures.Onset, Activation.Sigmoid, Bernoulli: true, objective.Onset),
            new(GridFeatures.Velocity, Activation.Sigmoid, bernoulliVelocity, objective.Velocity),
            new(GridFeatures.Microtiming, Activation.Tanh, Bernoulli: false, objective.Microtiming),
        ];
        return [.. all.Where(feature => grid.Features.HasFlag(feature.Kind))
            .Select(feature => recipe.Decoder.Kind == "linear" ? feature with { Output = Activation.None, Bernoulli = false } : feature)];
    }

    internal Variable Loss(Tape tape, Variable output, Tensor target) =>
        Bernoulli ? tape.BernoulliCrossEntropy(output, target) : tape.SquaredError(output, target, Output);
}
