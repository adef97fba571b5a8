using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>The learned prior of FM-Music-VAE.</summary>
public sealed class PriorTests : IDisposable
{
    private const int Dimensions = 3;
    private const int Batch = 64;

    private readonly Tape tape = new();
    private readonly Parameters weights = new();

    public void Dispose()
    {
        tape.Dispose();
        weights.Dispose();
    }

    [Fact]
    public void The_divergence_from_a_normal_prior_is_its_closed_form()
    {
        var prior = Prior.Create(weights, new PriorRecipe(Dimensions));
        var (posterior, codes) = Posteriors(mean: 0.5f, logVariance: -1);

        var nats = prior.Divergence(tape, posterior, codes, At(step: 0), freeNats: 0).Nats;

        Assert.Equal(0.5 * Dimensions * (Math.Exp(-1) + 0.25 - 1 + 1), nats, 1e-5);
    }

    [Fact]
    public void With_a_generator_that_ignores_its_input_the_bound_is_the_divergence_from_what_it_writes()
    {
        // All weights are 0: p(z | s) = N(0, log(2)²) whatever s is, and q(s | z) the same, against which p(s) averages to 1 over the draws.
        var prior = Prior.Create(weights, new PriorRecipe(Dimensions, HierarchicalPrior.Kind, Hidden: 4, Samples: 4096));
        weights.Values.Fill(0);
        var deviation = Math.Log(2) + Math.Exp(-4);

        var divergence = Scalar(prior, step: 0);

        var expected = 0.0;
        foreach (var z in Posteriors(0.5f, -1).Codes.Value.ToArray())
        {
            var logPosterior = 0.5 - ((z - 0.5) * (z - 0.5) / (2 * Math.Exp(-1)));
            var logPrior = (-z * z / (2 * deviation * deviation)) - Math.Log(deviation);
            expected += (logPosterior - logPrior) / Batch;
        }

        Assert.Equal(expected, divergence, 0.03);
    }

    [Fact]
    public void The_more_draws_the_lower_the_bound()
    {
        double[] bounds = [.. new[] { 1, 4, 16, 64 }.Select(draws =>
        {
            using var others = new Parameters();
            var prior = Prior.Create(others, new PriorRecipe(Dimensions, HierarchicalPrior.Kind, Hidden: 8, draws));
            others.Initialise(new RandomStream(1, "weights"));
            foreach (var weight in others.All)
            {
                new RandomStream(2, weight.Name).Normal(weight.Value, 0, 0.7f);
            }

            return Enumerable.Range(0, 20).Average(step => Scalar(prior, step));
        })];

        Assert.Equal(bounds.OrderDescending(), bounds);
        Assert.True(bounds[0] > bounds[^1] + 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Every_gradient_is_the_slope_of_the_loss(int samples)
    {
        var recipe = TinyModels.Recipe with { Prior = new PriorRecipe(Dimensions, HierarchicalPrior.Kind, Hidden: 6, samples) };
        using var model = (GridVae)Vae.Create(recipe);
        model.Initialise(seed: 1);
        foreach (var weight in model.Weights.All)
        {
            new RandomStream(3, weight.Name).Normal(weight.Value, 0, 0.3f);
        }

        var random = new RandomStream(4, "phrases");
        ModelSlopes.Check(model, [.. Enumerable.Range(0, 3).Select(_ => TinyModels.Phrase(model.Grid, random))]);
    }

    [Fact]
    public void A_model_with_a_learned_prior_trains_is_saved_and_samples_from_it()
    {
        using var folder = new TemporaryFolder();
        var recipe = TinyModels.Recipe with { Prior = new PriorRecipe(Dimensions, HierarchicalPrior.Kind, Hidden: 6, Samples: 4) };
        var space = TinyModels.Open(folder, TinyModels.Corpus(4), recipe);

        var codes = space.Sample(2000, 1, seed: 1);

        Assert.Equal(codes[7], space.Sample(2000, 1, seed: 1)[7]);
        Assert.NotEqual(codes[7], space.Sample(2000, 1, seed: 2)[7]);
        Assert.Single(space.Sample(9, 0, seed: 1).DistinctBy(code => (code[0], code[1], code[2])));
        Assert.NotEqual(1, Deviation(codes.Select(code => (double)code[0])), 0.03);
    }

    [Fact]
    public void The_priors_weights_have_a_learning_rate_of_their_own()
    {
        float[] Moved(float rate, string part)
        {
            using var run = new TrainingRun(
                TinyModels.Recipe with { Prior = new PriorRecipe(Dimensions, HierarchicalPrior.Kind, Hidden: 6, Samples: 4, rate) }, TinyModels.Corpus(4), seed: 1);
            float[] Values() => [.. run.State.Model.Weights.All.Where(weight => weight.Name.StartsWith(part, StringComparison.Ordinal)).SelectMany(weight => weight.Value.ToArray())];
            var before = Values();
            run.Step();
            return [.. Values().Zip(before, (now, then) => now - then)];
        }

        Assert.Equal(Moved(1, "encoder"), Moved(3, "encoder"));
        Assert.Equal(Moved(1, "prior").Select(way => 3 * way), Moved(3, "prior"), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData("prior.rate=0", "prior.rate")]
    [InlineData("prior.kind=flat", "prior.kind")]
    [InlineData("prior.samples=0", "prior.samples")]
    public void A_prior_that_there_is_not_is_refused(string setting, string names)
    {
        var error = Assert.Throws<IsorhythmException>(() => TinyModels.Recipe.With(setting));
        Assert.Contains(names, error.Message, StringComparison.Ordinal);
    }

    private double Scalar(Prior prior, int step)
    {
        tape.Reset();
        var (posterior, codes) = Posteriors(0.5f, -1, step);
        return prior.Divergence(tape, posterior, codes, At(step), freeNats: 0).Nats;
    }

    private static TrainingPoint At(int step) => new(step, Seed: 1, IsTraining: true);

    private (Posterior Posterior, Variable Codes) Posteriors(float mean, float logVariance, int step = 0)
    {
        Tensor means = tape.Allocate(Batch, Dimensions), logVariances = tape.Allocate(Batch, Dimensions), noise = tape.Allocate(Batch, Dimensions);
        means.Fill(mean);
        logVariances.Fill(logVariance);
        new RandomStream((ulong)step, "noise").Normal(noise);
        var posterior = new Posterior(tape.Constant(means), tape.Constant(logVariances));
        return (posterior, tape.Reparameterise(posterior.Mean, posterior.LogVariance, noise));
    }

    private static double Deviation(IEnumerable<double> values)
    {
        var all = values.ToArray();
        return Math.Sqrt(all.Average(value => Math.Pow(value - all.Average(), 2)));
    }
}
