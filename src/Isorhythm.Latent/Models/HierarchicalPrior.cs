using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// p(z), the mean of p(z | s) over s of N(0, I): a network writes mean and deviation of the code from s, and another infers s from the code. Both are learned
/// with the model (Klushyn et al. 2019; Eq. 2 of Chen et al. 2022).
/// </summary>
internal sealed class HierarchicalPrior : Prior
{
    internal const string Kind = "hierarchical";

    private readonly PriorRecipe recipe;
    private readonly GaussianNetwork generator;                                                     // p(z | s)
    private readonly GaussianNetwork inference;                                                     // q(s | z)

    internal HierarchicalPrior(Parameters weights, PriorRecipe recipe)
    {
        this.recipe = recipe;
        generator = new(weights, "prior.generator", recipe.Dimensions, recipe.Hidden);
        inference = new(weights, "prior.inference", recipe.Dimensions, recipe.Hidden);
        foreach (var weight in weights.All.Where(weight => weight.Name.StartsWith("prior.", StringComparison.Ordinal)))
        {
            weight.Rate = recipe.Rate;
        }
    }

    /// <summary>
    /// E[log q(z | x) - log (1/K) sum_k p(z | s_k) p(s_k) / q(s_k | z)] with z of q(z | x) and s_k of q(s | z), which is above the divergence of q(z | x) from
    /// p(z), the less so the more draws K there are. Nothing of it is for nothing: it is a mean of the batch.
    /// </summary>
    internal override (Variable Counted, double Nats) Divergence(Tape tape, Posterior posterior, Variable codes, TrainingPoint at, float freeNats)
    {
        var batch = codes.Rows;
        var draws = recipe.Samples;
        var z = tape.Repeat(codes, draws);                                                          // [K·B, Z]
        var (mean, logVariance) = inference.Forward(tape, codes);                                   // [B, Z]
        mean = tape.Repeat(mean, draws);
        logVariance = tape.Repeat(logVariance, draws);                                              // [K·B, Z]
        var noise = tape.Allocate(draws * batch, recipe.Dimensions);
        at.Stream("prior").Normal(noise);
        var s = tape.Reparameterise(mean, logVariance, noise);                                      // [K·B, Z]
        var (meanOfCode, logVarianceOfCode) = generator.Forward(tape, s);
        var zero = tape.Allocate(draws * batch, recipe.Dimensions);
        zero.Fill(0);
        var standard = tape.Constant(zero);
        var logPosterior = tape.LogMeanExp(batch, (tape.GaussianLogDensity(codes, posterior.Mean, posterior.LogVariance), 1));
        var logPrior = tape.LogMeanExp(
            batch,
            (tape.GaussianLogDensity(z, meanOfCode, logVarianceOfCode), 1),
            (tape.GaussianLogDensity(s, standard, standard), 1),
            (tape.GaussianLogDensity(s, mean, logVariance), -1));
        var bound = tape.WeightedSum((logPosterior, 1), (logPrior, -1));
        return (bound, bound.Value.ToScalar());
    }

    internal override Tensor Draw(Tape tape, int count, ReadOnlySpan<int> petalOf, float temperature, RandomStream random)
    {
        var s = Normals(tape, count, temperature, random);
        var (mean, logVariance) = generator.Forward(tape, tape.Constant(s));
        return tape.Reparameterise(mean, logVariance, Normals(tape, count, temperature, random)).Value;
    }

    private Tensor Normals(Tape tape, int count, float temperature, RandomStream random)
    {
        var noise = tape.Allocate(count, recipe.Dimensions);
        random.Normal(noise, 0, temperature);
        return noise;
    }

    /// <summary>Two hidden layers that give a normal distribution from a point of a space to one of another of the same dimensions.</summary>
    private sealed class GaussianNetwork(Parameters weights, string name, int dimensions, int hidden)
    {
        /// <summary>exp(-4), so that no density becomes a needle.</summary>
        private const float LeastDeviation = 0.018f;

        private readonly Dense first = new(weights, $"{name}.hidden0", dimensions, hidden, Activation.ReLU);
        private readonly Dense second = new(weights, $"{name}.hidden1", hidden, hidden, Activation.ReLU);
        private readonly Dense mean = new(weights, $"{name}.mean", hidden, dimensions);
        private readonly Dense deviation = new(weights, $"{name}.deviation", hidden, dimensions);

        internal (Variable Mean, Variable LogVariance) Forward(Tape tape, Variable x)
        {
            var h = second.Forward(tape, first.Forward(tape, x));                                   // [n, H]
            return (mean.Forward(tape, h), tape.LogVarianceOfSoftplus(deviation.Forward(tape, h), LeastDeviation));
        }
    }
}
