namespace Isorhythm.Latent;

/// <summary>
/// How long and how often, from the recipe and the numbers of phrases to train on and held out alone: so that a run that was stopped and resumed
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
    private const int FewestLogLines = 40;

    /// <summary>A look at so many phrases held out tells whether training still helps.</summary>
    internal const int FewestToMeasure = 256;

    /// <summary>A look at one phrase for so many trained on is about a tenth of the work: it goes forwards only.</summary>
    internal const int TrainedForOneLookedAt = 4;

    /// <summary>Fewer phrases come up several times in a step, each time with noise of their own: a step of two would be all noise.</summary>
    private const int SmallestBatch = 16;

    internal static TrainingPlan For(TrainingRecipe recipe, int phrases, int heldOut)
    {
        var stepsPerEpoch = (phrases + recipe.Batch - 1) / recipe.Batch;
        var batch = Math.Max((phrases + stepsPerEpoch - 1) / stepsPerEpoch, Math.Min(SmallestBatch, recipe.Batch));
        var steps = (int)Math.Clamp((long)recipe.Epochs * stepsPerEpoch, recipe.MinimumSteps, recipe.MaximumSteps);
        var worthALook = Math.Min(steps / FewestLogLines, TrainedForOneLookedAt * Math.Min(heldOut, FewestToMeasure) / batch);
        var logEvery = Math.Max(1, Math.Max(steps / LogLines, worthALook));
        return new TrainingPlan(batch, stepsPerEpoch, steps, logEvery, Math.Max(1, (int)(recipe.Patience * steps)));
    }
}
