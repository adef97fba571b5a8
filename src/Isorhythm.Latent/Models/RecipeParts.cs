namespace Isorhythm.Latent;

/// <summary>From the phrase, <c>[B, width]</c>, to the posterior's mean and log-variance, <c>[B, dimensions]</c> each.</summary>
/// <param name="Kind">"dense" (one hidden layer over all features), "branches" (one hidden layer a feature, then a common one), or "linear" (principal components).</param>
/// <param name="Hidden">The width of each hidden layer.</param>
/// <param name="Activation">"relu" or "leakyRelu" (slope 0.3).</param>
/// <param name="Initialiser">How the weights start: "glorot" (normal) or "pyTorch".</param>
public sealed record EncoderRecipe(
    string Kind = "dense", int Hidden = 512, string Activation = "leakyRelu", string Initialiser = "glorot")
{
    internal IEnumerable<string> Faults() => PartFaults.Of("encoder", Kind, Hidden, Activation, Initialiser, "glorot", "pyTorch");
}

/// <summary>From the latent code, <c>[B, dimensions]</c>, to the phrase, <c>[B, width]</c>.</summary>
/// <param name="Kind">"dense", "branches" (a common hidden layer, then one a feature) or "linear".</param>
/// <param name="Hidden">The width of each hidden layer.</param>
/// <param name="Activation">"relu" or "leakyRelu" (slope 0.3).</param>
/// <param name="Initialiser">How the weights start: "glorot", "pyTorch", or "hinges" (glorot, but the first layer's folds spread over the map).</param>
public sealed record DecoderRecipe(
    string Kind = "dense", int Hidden = 512, string Activation = "leakyRelu", string Initialiser = "glorot")
{
    internal IEnumerable<string> Faults() => PartFaults.Of("decoder", Kind, Hidden, Activation, Initialiser, "glorot", "pyTorch", "hinges");
}

/// <summary>What codes are expected before any phrase is seen: independent standard normals.</summary>
/// <param name="Dimensions">How many numbers a code has.</param>
public sealed record PriorRecipe(int Dimensions = 2)
{
    internal IEnumerable<string> Faults()
    {
        if (Dimensions is < 1 or > 1024)
        {
            yield return $"prior.dimensions is {Dimensions} and must be from 1 to 1024";
        }
    }
}

/// <summary>
/// The negative log-likelihood of each feature, summed over its cells, plus the divergence of the posterior from the prior:
/// L = onset L_o + velocity L_v + microtiming L_m + kl KL, averaged over the batch.
/// </summary>
/// <param name="Onset">The weight of the onsets' Bernoulli cross-entropy.</param>
/// <param name="Velocity">The weight of the velocities' loss.</param>
/// <param name="Microtiming">The weight of the microtiming's squared error.</param>
/// <param name="Kl">The weight of the divergence, lambda or beta in the papers.</param>
/// <param name="VelocityLoss">"squared", or "bernoulli": the velocity taken as a probability, as McDermott does.</param>
public sealed record ObjectiveRecipe(
    float Onset = 1, float Velocity = 2.5f, float Microtiming = 5, float Kl = 1, string VelocityLoss = "squared")
{
    internal IEnumerable<string> Faults()
    {
        foreach (var (name, weight) in new[] { ("onset", Onset), ("velocity", Velocity), ("microtiming", Microtiming), ("kl", Kl) })
        {
            if (!(weight >= 0 && weight <= 1e6f))
            {
                yield return $"objective.{name} is {weight} and must be from 0 to 1000000";
            }
        }

        if (VelocityLoss is not ("squared" or "bernoulli"))
        {
            yield return $"objective.velocityLoss is \"{VelocityLoss}\" and must be squared or bernoulli";
        }
    }
}

internal static class PartFaults
{
    internal static IEnumerable<string> Of(
        string part, string kind, int hidden, string activation, string initialiser, params string[] initialisers)
    {
        if (kind is not ("dense" or "branches" or "linear"))
        {
            yield return $"{part}.kind is \"{kind}\" and must be dense, branches or linear";
        }

        if (hidden is < 1 or > 16384)
        {
            yield return $"{part}.hidden is {hidden} and must be from 1 to 16384";
        }

        if (activation is not ("relu" or "leakyRelu"))
        {
            yield return $"{part}.activation is \"{activation}\" and must be relu or leakyRelu";
        }

        if (!initialisers.Contains(initialiser, StringComparer.Ordinal))
        {
            yield return $"{part}.initialiser is \"{initialiser}\" and must be one of {string.Join(", ", initialisers)}";
        }
    }
}
