using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Turns a recipe and a corpus into a model folder.</summary>
public static class Trainer
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// Trains until the recipe's end, the options' end, or a cancellation, and saves the model in each case. One seed gives one model,
    /// whether or not the run was interrupted and resumed.
    /// </summary>
    /// <exception cref="IsorhythmException">
    /// The corpus is empty or of another representation, the folder is taken or cannot be written, the loss broke down, or the corpus file changed
    /// under the training: what was learned by then can be resumed.
    /// </exception>
    public static TrainingResult Run(
        Recipe recipe,
        Corpus corpus,
        string modelFolder,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default)
    {
        Check(recipe, corpus);
        recipe = GenreMetrics.WithGenres(recipe, corpus, options.Seed);
        using var run = new TrainingRun(recipe, corpus, options.Seed);
        var folder = RunFolder.Prepare(modelFolder, options);
        var (state, plan) = (run.State, run.Plan);
        if (folder.Resumes)
        {
            folder.Restore(state, recipe, corpus, options.Seed);
        }

        var asked = options.Steps ?? options.Epochs * plan.StepsPerEpoch;
        var clock = new TrainingClock(state.Step, options.Budget);
        if (recipe.Encoder.Kind == "linear")
        {
            run.FitComponents();
            return Save(run, folder, modelFolder, options, clock, TrainingEnd.Finished);
        }

        TrainingEnd? end;
        while ((end = Ended()) is null)
        {
            Reading(run.Step);
            if (!double.IsFinite(state.Train.Total))
            {
                throw BrokeDown(modelFolder, state);
            }

            if (state.Step % plan.LogEvery == 0)
            {
                Reading(run.Look);
                folder.Log(new(state.Step, clock.Seconds, state.Optimiser.LearningRate, state.Train, state.Validation));
            }

            if (progress is not null && clock.IsTimeToReport(BetweenReports))
            {
                Reading(() => progress.Report(run.Progress(clock, Steps())));
            }

            if (clock.IsTimeToSave && state.IsFinite)
            {
                clock.Saving(() => folder.SaveCheckpoint(run.Checkpoint()));
            }
        }

        return Save(run, folder, modelFolder, options, clock, end.Value);

        TrainingEnd? Ended() =>
            cancel.IsCancellationRequested ? TrainingEnd.Stopped
            : state.Step >= Steps() ? TrainingEnd.Finished
            : clock.IsOver ? TrainingEnd.OutOfTime
            : asked is null && state.Stop.HasRunOut(state.Step, plan.Patience) ? TrainingEnd.Converged
            : null;

        int Steps() => asked ?? run.Steps;

        void Reading(Action read) => KeepingWhatWasLearned(folder, run.Checkpoint, read);
    }

    /// <summary>Does what reads the corpus. When the corpus changes under it, the training as it stands is saved first.</summary>
    private static void KeepingWhatWasLearned(RunFolder folder, Func<SafeTensors> checkpoint, Action read)
    {
        try
        {
            read();
        }
        catch (CorpusChangedException)
        {
            folder.SaveCheckpoint(checkpoint());
            throw;
        }
    }

    private static TrainingResult Save(
        TrainingRun run, RunFolder folder, string modelFolder, TrainingOptions options, TrainingClock clock, TrainingEnd end)
    {
        var state = run.State;
        if (!state.IsFinite)
        {
            throw BrokeDown(modelFolder, state);
        }

        var checkpoint = run.Checkpoint();
        ModelDescription? description = null;
        IReadOnlyList<MappedPhrase> map = [];
        KeepingWhatWasLearned(folder, () => checkpoint, () =>
        {
            run.TakeBest();
            description = run.Describe(Path.GetFileName(Path.GetFullPath(modelFolder).TrimEnd(Path.DirectorySeparatorChar))) with { Credit = options.Credit };
            map = run.Map(options.MapPhrases);
        });
        folder.SaveModel(checkpoint, description!, state.Model, map);
        return new TrainingResult(modelFolder, state.Step, clock.Seconds, description!.Train, description.Validation, description.Verdict, end);
    }

    private static void Check(Recipe recipe, Corpus corpus)
    {
        if (corpus.Representation.Name != recipe.Representation)
        {
            throw new IsorhythmException(
                $"The recipe {recipe.Name} learns {recipe.Representation} and the corpus holds {corpus.Representation.Name}: build the corpus for the recipe.");
        }

        if (corpus.Phrases.Count == 0)
        {
            throw new IsorhythmException(
                $"No clip gave a phrase for {recipe.Name}, so there is nothing to learn: the import report says of each file why.");
        }
    }

    private static IsorhythmException BrokeDown(string modelFolder, TrainingState state) => new(
        $"The training in {modelFolder} broke down after step {state.Step}, its loss is no number any more; the largest weights are in {state.LoudestLayer()}: "
        + "train with a smaller training.learningRate or a training.clipNorm of 1; a checkpoint before it is kept.");
}
