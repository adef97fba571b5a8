namespace Isorhythm.Latent;

/// <summary>What varies with the step, and with nothing else.</summary>
internal static class Schedules
{
    /// <summary>
    /// Adam's step size: a cosine from the recipe's to a hundredth of it, where it stays (Loshchilov and Hutter 2017, without restarts), or
    /// exponentially to the recipe's last (section 5.1 of Roberts et al. 2018).
    /// </summary>
    internal static float LearningRate(TrainingRecipe recipe, TrainingPlan plan, int step)
    {
        const double Floor = 0.01;
        if (recipe.Schedule == "exponential")
        {
            return (float)(((recipe.LearningRate - recipe.FinalLearningRate) * Math.Pow(recipe.Decay, step)) + recipe.FinalLearningRate);
        }

        var progress = Math.Min(1, (double)step / plan.Steps);
        return (float)(recipe.LearningRate * (Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * progress)))));
    }

    /// <summary>
    /// The weight of the divergence: kl (1 - klRate^step), and kl itself without a rate or where held-out phrases are measured; in a training under a bound
    /// on its error what the multiplier makes it.
    /// </summary>
    internal static float Beta(ObjectiveRecipe recipe, TrainingPoint at, int decodedValues) =>
        !at.IsTraining ? recipe.Kl
        : at.Multiplier is { } multiplier ? (float)multiplier.Beta(recipe.PlainMultiplier(decodedValues))
        : recipe.KlRate == 0 ? recipe.Kl
        : (float)(recipe.Kl * (1 - Math.Pow(recipe.KlRate, at.Step)));

    /// <summary>How likely a step is to see the model's own token: 0 is teacher forcing (section 2.4 of Bengio et al. 2015).</summary>
    internal static float SamplingProbability(TrainingRecipe recipe, int step)
    {
        double k = recipe.SamplingRate;
        return recipe.ScheduledSampling switch
        {
            "constant" => (float)k,
            "inverseSigmoid" => (float)(1 - (k / (k + Math.Exp(step / k)))),
            "exponential" => (float)(1 - Math.Pow(k, step)),
            _ => 0,
        };
    }

    internal static bool SamplingFits(string schedule, float rate) => schedule switch
    {
        "none" => true,
        "constant" or "exponential" => rate is >= 0 and <= 1,
        "inverseSigmoid" => rate >= 1 && float.IsFinite(rate),
        _ => false,
    };
}
