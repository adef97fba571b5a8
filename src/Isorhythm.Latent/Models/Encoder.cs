using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A part that turns phrases into posteriors. One file a kind; <see cref="Create"/> is the list of kinds.</summary>
internal abstract class Encoder
{
    internal static string[] Kinds { get; } = ["dense", "branches", "linear", BiGruEncoder.Kind, TokenEncoder.Flat, TokenEncoder.Hierarchical];

    /// <summary>Features <c>[B, cells]</c> each, to the posterior of each phrase; a part with dropout takes its masks from the stream, in training.</summary>
    internal abstract Posterior Forward(Tape tape, ReadOnlySpan<Variable> features, RandomStream? masks = null);

    internal static Encoder Create(Parameters weights, EncoderRecipe recipe, int features, DrumGrid grid, int dimensions)
    {
        var activation = Activations.Named(recipe.Activation);
        var initialiser = Initialisers.Named(recipe.Initialiser);
        return recipe.Kind switch
        {
            "dense" => new DenseEncoder(weights, features * grid.Cells, recipe.Hidden, dimensions, activation, initialiser),
            "branches" => new BranchEncoder(weights, features, grid.Cells, recipe.Hidden, dimensions, activation, initialiser),
            "linear" => new LinearEncoder(weights, features * grid.Cells, dimensions),
            BiGruEncoder.Kind => new BiGruEncoder(weights, recipe, grid, features, dimensions),
            TokenEncoder.Flat => new BiLstmEncoder(weights, recipe, grid, features, dimensions),
            _ => throw new IsorhythmException(
                $"The encoder \"{recipe.Kind}\" does not read grids: choose dense, branches, linear, {BiGruEncoder.Kind} or {TokenEncoder.Flat}."),
        };
    }
}

/// <summary>The posterior of each phrase of a batch: normal, with a diagonal covariance.</summary>
/// <param name="Mean"><c>[B, Z]</c>.</param>
/// <param name="LogVariance"><c>[B, Z]</c>.</param>
internal readonly record struct Posterior(Variable Mean, Variable LogVariance)
{
    /// <summary>True where it has no width: only the mean is meant.</summary>
    internal bool IsPoint { get; init; }
}

internal static class Activations
{
    /// <summary>The leak of tfjs-layers, which the released R-VAE uses.</summary>
    private const float Leak = 0.3f;

    internal static Activation Named(string name) => name == "relu" ? Activation.ReLU : Activation.LeakyReLU(Leak);
}

internal static class Initialisers
{
    internal static Initialiser Named(string name) => name == "pyTorch" ? Initialiser.PyTorch : Initialiser.GlorotNormal;
}
