namespace Isorhythm.Latent;

/// <summary>
/// How long and how often, from the recipe and the number of training phrases alone: so that a run that was stopped and resumed
/// does what an uninterrupted one does.
/// </summary>
/// <param name="Batch">Phrases in a step.</param>
/// <param name="StepsPerEpoch">Steps in which every training phrase comes up.</param>
/// <param name="Steps">Steps planned.</param>
/// <param name="LogEvery">Steps between two lines of the log, and between two looks at whether to stop.</param>
/// <param name="Patience">Steps without improvement after which to stop.</param>
internal sealed record TrainingPlan(int Batch, int StepsPerEpoch, int Steps, int LogEvery, int Patience)
{
    private const int LogLines = 200;

    internal static TrainingPlan For(TrainingRecipe recipe, int phrases)
    {
        var stepsPerEpoch = (phrases + recipe.Batch - 1) / recipe.Batch;
        var batch = (phrases + stepsPerEpoch - 1) / stepsPerEpoch;
        var steps = (int)Math.Clamp((long)recipe.Epochs * stepsPerEpoch, recipe.MinimumSteps, recipe.MaximumSteps);
        return new TrainingPlan(batch, stepsPerEpoch, steps, Math.Max(1, steps / LogLines), Math.Max(1, (int)(recipe.Patience * steps)));
    }
}
