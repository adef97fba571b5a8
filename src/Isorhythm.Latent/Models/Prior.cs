using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What codes are expected before any phrase is seen: how far a posterior is from it, and draws of it. One file a kind.</summary>
internal abstract class Prior
{
    internal static string[] Kinds { get; } = [NormalPrior.Kind, HierarchicalPrior.Kind];

    internal static Prior Create(Parameters weights, PriorRecipe recipe) => recipe.Kind switch
    {
        HierarchicalPrior.Kind => new HierarchicalPrior(weights, recipe),
        _ => new NormalPrior(recipe.Dimensions),
    };

    /// <summary>
    /// The divergence of the posteriors of a batch from the prior in nats a phrase, or an upper bound on it, given a draw of each posterior,
    /// <c>[B, Z]</c>: what each phrase has above what it has for nothing, <c>[1, 1]</c>, and the whole.
    /// </summary>
    internal abstract (Variable Counted, double Nats) Divergence(Tape tape, Posterior posterior, Variable codes, TrainingPoint at, float freeNats);

    /// <summary>Codes <c>[n, Z]</c> drawn from the prior, every deviation scaled: 0 is its middle, 1 the prior itself.</summary>
    internal abstract float[][] Sample(Tape tape, int count, float temperature, RandomStream random);
}
