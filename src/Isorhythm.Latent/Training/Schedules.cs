namespace Isorhythm.Latent;

/// <summary>What varies with the step, and with nothing else.</summary>
internal static class Schedules
{
    /// <summary>Adam's step size: level for the first half of the plan, then a cosine down to a hundredth.</summary>
    internal static float LearningRate(TrainingRecipe recipe, TrainingPlan plan, int step)
    {
        const double Level = 0.5;
        const double Floor = 0.01;
        var progress = Math.Clamp(((double)step / plan.Steps - Level) / (1 - Level), 0, 1);
        return (float)(recipe.LearningRate * (Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * progress)))));
    }
}
