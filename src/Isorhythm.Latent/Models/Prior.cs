using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What codes are expected before any phrase is seen: how far a posterior is from it, and draws of it. One file a kind.</summary>
internal abstract class Prior
{
    internal static string[] Kinds { get; } = [NormalPrior.Kind, HierarchicalPrior.Kind, FlowerPrior.Kind];

    internal static Prior Create(Parameters weights, PriorRecipe recipe) => recipe.Kind switch
    {
        HierarchicalPrior.Kind => new HierarchicalPrior(weights, recipe),
        FlowerPrior.Kind => new FlowerPrior(recipe.Dimensions, recipe.Petals),
        _ => new NormalPrior(recipe.Dimensions),
    };

    /// <summary>
    /// The divergence of the posteriors of a batch from the prior in nats a phrase, or an upper bound on it, given a draw of each posterior,
    /// <c>[B, Z]</c>: what each phrase has above what it has for nothing, <c>[1, 1]</c>, and the whole.
    /// </summary>
    internal abstract (Variable Counted, double Nats) Divergence(Tape tape, Posterior posterior, Variable codes, TrainingPoint at, float freeNats);

    /// <summary>How many petals there are, the last for music of no genre; 0 where the prior is one piece.</summary>
    internal virtual int Petals => 0;

    /// <summary>How far each number of a code is from 0 in the quadratic mean, <c>[Z]</c>; null where all are 1.</summary>
    internal virtual float[]? Deviations => null;

    /// <summary>
    /// Codes <c>[n, Z]</c> drawn from the prior, each from the petal that is named for it where there are some, every deviation scaled: 0 is the middle, 1
    /// the prior itself.
    /// </summary>
    internal abstract Tensor Draw(Tape tape, int count, ReadOnlySpan<int> petalOf, float temperature, RandomStream random);

    /// <summary>Codes <c>[Z]</c> drawn from the prior, from all its petals alike, every deviation scaled.</summary>
    internal float[][] Sample(Tape tape, int count, float temperature, RandomStream random)
    {
        tape.Reset();
        var petalOf = Petals == 0 ? [] : Enumerable.Range(0, count).Select(_ => random.Below(Petals)).ToArray();
        var codes = Draw(tape, count, petalOf, temperature, random);
        return [.. Enumerable.Range(0, count).Select(row => codes.Row(row).ToArray())];
    }
}
