namespace Isorhythm.Latent;

/// <summary>From the phrase to the posterior's mean and deviation, <c>[B, dimensions]</c> each.</summary>
/// <param name="Kind">
/// For grids "dense" (one hidden layer over all features), "branches" (one hidden layer a feature, then a common one), "linear" (principal
/// components), "bi-gru" or "bi-lstm" (bidirectional layers over all steps); for tokens "bi-gru", "bi-lstm" or "hierarchical-bi-lstm" (one over the
/// steps of each bar, one over the bars).
/// </param>
/// <param name="Hidden">The width of each hidden layer; of each direction where there are two.</param>
/// <param name="Activation">"relu" or "leakyRelu" (slope 0.3), for dense layers.</param>
/// <param name="Initialiser">How dense weights start: "glorot" (normal) or "pyTorch".</param>
/// <param name="Layers">Recurrent layers one above the other.</param>
/// <param name="Dropout">Of LSTM layers: the share of each one's inputs that training leaves out.</param>
public sealed record EncoderRecipe(
    string Kind = "dense", int Hidden = 512, string Activation = "leakyRelu", string Initialiser = "glorot", int Layers = 1, float Dropout = 0)
{
    internal IEnumerable<string> Faults() =>
        PartFaults.Of("encoder", (Kind, Hidden, Activation, Initialiser, Layers, Dropout), Encoder.Kinds, ["glorot", "pyTorch"]);
}

/// <summary>From the latent code, <c>[B, dimensions]</c>, to the phrase.</summary>
/// <param name="Kind">
/// For grids "dense", "branches" (common hidden layers, then one a feature) or "linear"; for grids and tokens "conductor-gru" (a conductor over the
/// bars, then a stack over the steps of each bar, none of which sees what another wrote), "lstm" (flat: one stack over all steps) or
/// "hierarchical-lstm" (a conductor over the bars, then a stack over the steps of each bar), each step of which sees the step before; for tokens
/// "track-lstm" (a stack a track, which sees the code alone).
/// </param>
/// <param name="Hidden">The width of each hidden layer, the conductor's included.</param>
/// <param name="Activation">"relu" or "leakyRelu" (slope 0.3), for dense layers.</param>
/// <param name="Initialiser">How dense weights start: "glorot", "pyTorch", or "hinges" (glorot, but the first layer's folds spread over the map).</param>
/// <param name="Layers">Recurrent layers one above the other; of "branches" the common layers.</param>
/// <param name="Dropout">Of LSTM layers: the share of each one's inputs that training leaves out.</param>
/// <param name="ConductorLayers">The conductor's; 0 for as many as there are over the steps.</param>
public sealed record DecoderRecipe(
    string Kind = "dense",
    int Hidden = 512,
    string Activation = "leakyRelu",
    string Initialiser = "glorot",
    int Layers = 1,
    float Dropout = 0,
    int ConductorLayers = 0)
{
    /// <summary>Whether each step is written from the one before, and not from the code alone.</summary>
    internal bool WritesStepByStep => Kind is TokenDecoder.Flat or TokenDecoder.Hierarchical;

    internal int DepthOfConductor => ConductorLayers == 0 ? Layers : ConductorLayers;

    internal IEnumerable<string> Faults()
    {
        var faults = PartFaults.Of("decoder", (Kind, Hidden, Activation, Initialiser, Layers, Dropout), Decoder.Kinds, ["glorot", "pyTorch", "hinges"]);
        return ConductorLayers is >= 0 and <= 8 ? faults : faults.Append($"decoder.conductorLayers is {ConductorLayers} and must be from 0 to 8");
    }
}

/// <summary>What codes are expected before any phrase is seen.</summary>
/// <param name="Dimensions">How many numbers a code has.</param>
/// <param name="Kind">
/// "normal" (independent standard normals), "hierarchical" (a network makes the code's mean and deviation from such normals, and is learned with the
/// model; Klushyn et al. 2019) or "flower" (a petal a genre round a circle; Valenti et al. 2020).
/// </param>
/// <param name="Hidden">The width of the two hidden layers of a hierarchical prior, and of what infers its normals from a code.</param>
/// <param name="Samples">K, how many draws of those the bound on the divergence takes.</param>
/// <param name="Rate">How many times the learning rate the weights of a hierarchical prior take.</param>
/// <param name="Genres">
/// The genres of a flower round its circle, with semicolons between, which no tag holds; one more petal is for music of none. Left empty they are those of the corpus, in an order
/// that puts those that sound alike side by side.
/// </param>
public sealed record PriorRecipe(int Dimensions = 2, string Kind = "normal", int Hidden = 256, int Samples = 16, float Rate = 1, string Genres = "")
{
    /// <summary>The genres by petal.</summary>
    internal string[] GenreNames => Genres.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One for each genre, and one for music of none.</summary>
    internal int Petals => GenreNames.Length + 1;

    internal IEnumerable<string> Faults()
    {
        if (Dimensions is < 1 or > 1024)
        {
            yield return $"prior.dimensions is {Dimensions} and must be from 1 to 1024";
        }

        if (!Prior.Kinds.Contains(Kind, StringComparer.Ordinal))
        {
            yield return $"prior.kind is \"{Kind}\" and must be {string.Join(" or ", Prior.Kinds)}";
        }

        if (Hidden is < 1 or > 16384 || Samples is < 1 or > 1024)
        {
            yield return "prior.hidden must be from 1 to 16384, and prior.samples from 1 to 1024";
        }

        if (!(Rate > 0 && Rate <= 1000))
        {
            yield return $"prior.rate is {Rate} and must be above 0, up to 1000";
        }
    }
}

/// <summary>
/// The negative log-likelihood of the phrase plus the divergence of the posterior from the prior, averaged over the batch: for grids
/// L = onset L_o + velocity L_v + microtiming L_m + beta max(KL - free, 0), summed over the cells of each feature; for tokens
/// L = L_tokens + beta max(KL - free, 0), summed over the steps of all tracks (Eq. 3 and 4 of Roberts et al. 2018). Beta is kl (1 - klRate^step), or with
/// a bound on the error what <see cref="ConstraintMultiplier"/> makes it; held-out phrases are always measured with kl.
/// </summary>
/// <param name="Onset">The weight of the onsets' Bernoulli cross-entropy.</param>
/// <param name="Velocity">The weight of the velocities' loss.</param>
/// <param name="Microtiming">The weight of the microtiming's squared error.</param>
/// <param name="Kl">The weight of the divergence, lambda or beta in the papers.</param>
/// <param name="VelocityLoss">"squared", or "bernoulli": the velocity taken as a probability, as McDermott does.</param>
/// <param name="KlRate">How slowly the weight of the divergence rises to its own; 0 has it from the first step on.</param>
/// <param name="FreeBits">Bits a phrase that the divergence may have for nothing.</param>
/// <param name="Kappa">The reconstruction error C a decoded value that training keeps to is kappa²; 0 for no bound.</param>
/// <param name="Error">
/// What C is: "likelihood" (the losses above) or "squared" (the squared error of every decoded value); of tokens each state of each step is one.
/// </param>
/// <param name="Flatness">Whether and how the latent space is flattened.</param>
/// <param name="Adversarial">Whether and how a critic makes the codes follow the prior.</param>
public sealed record ObjectiveRecipe(
    float Onset = 1,
    float Velocity = 2.5f,
    float Microtiming = 5,
    float Kl = 1,
    string VelocityLoss = "squared",
    float KlRate = 0,
    float FreeBits = 0,
    float Kappa = 0,
    string Error = "likelihood",
    FlatnessRecipe? Flatness = null,
    AdversarialRecipe? Adversarial = null)
{
    /// <summary>Whether and how the latent space is flattened.</summary>
    public FlatnessRecipe Flatness { get; init; } = Flatness ?? new();

    /// <summary>Whether and how a critic makes the codes follow the prior.</summary>
    public AdversarialRecipe Adversarial { get; init; } = Adversarial ?? new();

    internal bool IsBounded => Kappa > 0;

    /// <summary>
    /// The multiplier at which the bounded objective is the plain evidence bound: D for a likelihood; D / (2 kappa²) for squared errors, which are the
    /// likelihood of a normal distribution with the deviation kappa.
    /// </summary>
    internal double PlainMultiplier(int decodedValues) => Error == "likelihood" ? decodedValues : decodedValues / (2.0 * Kappa * Kappa);

    internal IEnumerable<string> Faults()
    {
        foreach (var (name, weight) in new[] { ("onset", Onset), ("velocity", Velocity), ("microtiming", Microtiming), ("kl", Kl), ("freeBits", FreeBits) })
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

        if (!(KlRate >= 0 && KlRate < 1))
        {
            yield return $"objective.klRate is {KlRate} and must be from 0 to below 1";
        }

        if (!(Kappa >= 0 && Kappa <= 100))
        {
            yield return $"objective.kappa is {Kappa} and must be 0 (no bound) or above, up to 100";
        }

        if (Error is not ("likelihood" or "squared"))
        {
            yield return $"objective.error is \"{Error}\" and must be likelihood or squared";
        }

        if (Kappa == 0 && Error == "squared")
        {
            yield return "objective.error is \"squared\", which is for an objective with a bound: set objective.kappa";
        }

        foreach (var fault in Flatness.Faults().Concat(Adversarial.Faults()))
        {
            yield return fault;
        }
    }
}

internal static class PartFaults
{
    internal static IEnumerable<string> Of(
        string part,
        (string Kind, int Hidden, string Activation, string Initialiser, int Layers, float Dropout) given,
        string[] kinds,
        string[] initialisers)
    {
        if (!kinds.Contains(given.Kind, StringComparer.Ordinal))
        {
            yield return $"{part}.kind is \"{given.Kind}\" and must be one of {string.Join(", ", kinds)}";
        }

        if (given.Hidden is < 1 or > 16384)
        {
            yield return $"{part}.hidden is {given.Hidden} and must be from 1 to 16384";
        }

        if (given.Activation is not ("relu" or "leakyRelu"))
        {
            yield return $"{part}.activation is \"{given.Activation}\" and must be relu or leakyRelu";
        }

        if (!initialisers.Contains(given.Initialiser, StringComparer.Ordinal))
        {
            yield return $"{part}.initialiser is \"{given.Initialiser}\" and must be one of {string.Join(", ", initialisers)}";
        }

        if (given.Layers is < 1 or > 8)
        {
            yield return $"{part}.layers is {given.Layers} and must be from 1 to 8";
        }

        if (given.Dropout > 0 && !given.Kind.Contains("lstm", StringComparison.Ordinal))
        {
            yield return $"{part}.dropout is {given.Dropout}, and the {part} \"{given.Kind}\" has none: leave it at 0";
        }

        if (!(given.Dropout >= 0 && given.Dropout < 1))
        {
            yield return $"{part}.dropout is {given.Dropout} and must be from 0 to below 1";
        }
    }
}
