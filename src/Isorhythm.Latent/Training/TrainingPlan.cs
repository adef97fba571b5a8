namespace Isorhythm.Latent;

/// <summary>
/// How long and how often, from the recipe and the number of training phrases alone: so that a run that was stopped and resumed
/// does what an uninterrupted one does.
/// </summary>
/// <param name="Batch">Phrases in a step: the epoch in even parts.</param>
/// <param name="StepsPerEpoch">Steps in which every training phrase comes up.</param>
/// <param name="Steps">Steps planned.</param>
/// <param name="LogEvery">Steps between two lines of the log, and between two looks at whether to stop.</param>
/// <param name="Patience">Steps without improvement after which to stop.</param>
internal sealed record TrainingPlan(int Batch, int StepsPerEpoch, int Steps, int LogEvery, int Patience)
{
    private const int LogLines = 200;

    /// <summary>Fewer phrases come up several times in a step, each time with noise of their own: a step of two would be all noise.</summary>
    private const int SmallestBatch = 16;

    internal static TrainingPlan For(TrainingRecipe recipe, int phrases)
    {
        var stepsPerEpoch = (phrases + recipe.Batch - 1) / recipe.Batch;
        var batch = Math.Max((phrases + stepsPerEpoch - 1) / stepsPerEpoch, Math.Min(SmallestBatch, recipe.Batch));
        var steps = (int)Math.Clamp((long)recipe.Epochs * stepsPerEpoch, recipe.MinimumSteps, recipe.MaximumSteps);
        return new TrainingPlan(batch, stepsPerEpoch, steps, Math.Max(1, steps / LogLines), Math.Max(1, (int)(recipe.Patience * steps)));
    }
}
