using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class VerdictTests
{
    private static readonly LossParts Good = new(60, 40, 5, 5, 10, KlBits: 14);

    [Theory]
    [InlineData(60, 14, 20, "Healthy")]
    [InlineData(60, 0.07, 20, "Collapsed")]
    [InlineData(60, 14, 3, "Too little data")]
    [InlineData(150, 14, 20, "Overfit")]
    public void A_training_is_judged_in_words(double validation, double bits, int different, string verdict) =>
        Assert.StartsWith(verdict, Verdict.Of(Good with { KlBits = bits }, Good with { Total = validation }, different, 0.9), StringComparison.Ordinal);

    [Fact]
    public void Free_bits_do_not_make_a_model_look_collapsed() =>
        Assert.StartsWith("Healthy", Verdict.Of(Good with { Kl = 0, KlBits = 256 }, Good, 20, 0.9), StringComparison.Ordinal);

    [Fact]
    public void A_map_that_holds_less_than_half_of_its_clips_is_not_called_healthy() =>
        Assert.StartsWith("Blurred: it plays your clips back with 30%", Verdict.Of(Good, Good, 11_138, 0.3), StringComparison.Ordinal);

    [Fact]
    public void Without_held_out_clips_nothing_is_said_of_others() =>
        Assert.Contains("no clip was held out", Verdict.Of(Good, validation: null, 20, 0.9), StringComparison.Ordinal);

    [Fact]
    public void Under_a_bound_the_error_tells_whether_it_was_met_and_whether_the_model_overfits()
    {
        var train = Good with { Error = 0.04 };
        Assert.Contains("(0.200, as a root) never came below objective.kappa", Verdict.Of(train, train, 20, 0.9, missedItsBound: true), StringComparison.Ordinal);
        Assert.StartsWith("Healthy", Verdict.Of(train, Good with { Error = 0.05, Total = 1000 }, 20, 0.9), StringComparison.Ordinal);
        Assert.StartsWith("Overfit", Verdict.Of(train, Good with { Error = 0.09 }, 20, 0.9), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 0.6, 8, "learning your 12 clips: already recognisable, 8 s left")]
    [InlineData(1, 0.1, 300, "learning your clip: listening, 5 min left")]
    [InlineData(300, 0.97, 9000, "learning your 300 clips: nearly every hit in its place, 2.5 h left")]
    public void Progress_is_a_plain_sentence(int clips, double recall, double seconds, string sentence) =>
        Assert.Equal(sentence, ProgressSentence.Of(clips, recall, seconds));

    [Fact]
    public void The_learning_rate_falls_from_the_recipes_to_a_hundredth_and_stays()
    {
        var recipe = new TrainingRecipe();
        var plan = TrainingPlan.For(recipe, phrases: 20, heldOut: 0);

        Assert.Equal(recipe.LearningRate, Schedules.LearningRate(recipe, plan, 0));
        Assert.Equal(0.505 * recipe.LearningRate, Schedules.LearningRate(recipe, plan, plan.Steps / 2), 6);
        Assert.Equal(recipe.LearningRate / 100, Schedules.LearningRate(recipe, plan, plan.Steps), 9);
        Assert.Equal(recipe.LearningRate / 100, Schedules.LearningRate(recipe, plan, 2 * plan.Steps), 9);
    }

    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(20, 20, 1)]
    [InlineData(100, 50, 2)]
    [InlineData(10_000, 64, 157)]
    public void Batches_and_epochs_adapt_to_the_corpus(int phrases, int batch, int stepsPerEpoch)
    {
        var plan = TrainingPlan.For(Recipe.Named("r-vae-2bar").Training, phrases, heldOut: 0);

        Assert.Equal((batch, stepsPerEpoch), (plan.Batch, plan.StepsPerEpoch));
        Assert.InRange(plan.Steps, 400, 10_000);
    }

    [Theory]
    [InlineData(100, 1_000)]
    [InlineData(1_000, 2_000)]
    [InlineData(3, 1_500)]
    public void Looking_at_what_is_held_out_costs_little_beside_training(int heldOut, int steps)
    {
        var plan = TrainingPlan.For(new TrainingRecipe(Batch: 32, Epochs: 1, MinimumSteps: steps), phrases: 10_000, heldOut);

        var lookedAt = steps / plan.LogEvery * Math.Min(heldOut, 256);
        var trainedOn = steps * plan.Batch;
        Assert.True(lookedAt <= 0.26 * trainedOn, $"{lookedAt} phrases looked at for {trainedOn} trained on");
        Assert.InRange(steps / plan.LogEvery, 40, 250);
    }

    [Fact]
    public void Under_a_prior_without_a_divergence_none_is_missed()
    {
        var train = Good with { Kl = 0, KlBits = 0 };
        Assert.StartsWith("Collapsed", Verdict.Of(train, Good, 20, 0.9), StringComparison.Ordinal);
        Assert.StartsWith("Healthy", Verdict.Of(train, Good, 20, 0.9, hasDivergence: false), StringComparison.Ordinal);
    }
}
