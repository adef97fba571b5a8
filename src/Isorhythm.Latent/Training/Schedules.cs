namespace Isorhythm.Latent;

/// <summary>What varies with the step, and with nothing else.</summary>
internal static class Schedules
{
    /// <summary>Adam's step size: a cosine from the recipe's to a hundredth of it, where it stays (Loshchilov and Hutter 2017, without restarts).</summary>
    internal static float LearningRate(TrainingRecipe recipe, TrainingPlan plan, int step)
    {
        const double Floor = 0.01;
        var progress = Math.Min(1, (double)step / plan.Steps);
        return (float)(recipe.LearningRate * (Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * progress)))));
    }
}
