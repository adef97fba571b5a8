namespace Isorhythm.Latent;

/// <summary>How the objective is minimised: Adam on batches that adapt to the corpus, and an end that nobody need choose.</summary>
/// <param name="Batch">Phrases in a step at most; a smaller corpus is one batch.</param>
/// <param name="LearningRate">Adam's step size at the start.</param>
/// <param name="Beta2">How much of the mean squared gradient Adam keeps each step.</param>
/// <param name="Epsilon">What Adam adds to the root of the second moment.</param>
/// <param name="Epochs">Passes over the training phrases at most.</param>
/// <param name="MinimumSteps">A small corpus trains for at least this many steps, whatever the epochs.</param>
/// <param name="MaximumSteps">No corpus trains for more.</param>
/// <param name="Patience">Training stops when the loss that decides has not improved for this share of the planned steps.</param>
/// <param name="Keep">Which weights a run with held-out files ends with: "best" (lowest held-out loss) or "last" (most faithful to the clips).</param>
/// <param name="Schedule">How the step size falls: "cosine" over the plan, or "exponential" to <paramref name="FinalLearningRate"/>.</param>
/// <param name="Decay">Of the exponential schedule: what a step leaves of the distance to the final step size.</param>
/// <param name="FinalLearningRate">Of the exponential schedule: where the step size ends.</param>
/// <param name="ClipNorm">Gradients whose norm over all weights is longer are cut to it; 0 leaves them as they are.</param>
/// <param name="ScheduledSampling">
/// Of autoregressive decoders: how often a step sees the model's own step instead of the phrase's (Bengio et al. 2015): "none", "constant",
/// "inverseSigmoid" or "exponential".
/// </param>
/// <param name="SamplingRate">The share of a constant schedule, k of the other two.</param>
/// <param name="TransposeDown">Semitones that pitched phrases are moved down at most, drawn anew at each visit.</param>
/// <param name="TransposeUp">Semitones that they are moved up at most.</param>
public sealed record TrainingRecipe(
    int Batch = 64,
    float LearningRate = 1e-3f,
    float Beta2 = 0.999f,
    float Epsilon = 1e-7f,
    int Epochs = 150,
    int MinimumSteps = 400,
    int MaximumSteps = 50_000,
    float Patience = 0.2f,
    string Keep = "best",
    string Schedule = "cosine",
    float Decay = 0.9999f,
    float FinalLearningRate = 1e-5f,
    float ClipNorm = 0,
    string ScheduledSampling = "none",
    float SamplingRate = 0,
    int TransposeDown = 0,
    int TransposeUp = 0)
{
    internal IEnumerable<string> Faults()
    {
        if (Batch is < 1 or > 65536)
        {
            yield return $"training.batch is {Batch} and must be from 1 to 65536";
        }

        if (!(LearningRate > 0 && LearningRate <= 1))
        {
            yield return $"training.learningRate is {LearningRate} and must be above 0 and at most 1";
        }

        if (!(Beta2 >= 0 && Beta2 < 1) || !(Epsilon > 0 && Epsilon <= 1))
        {
            yield return "training.beta2 must be from 0 to below 1, and training.epsilon above 0 and at most 1";
        }

        if (Epochs < 1 || MinimumSteps < 1 || MaximumSteps < MinimumSteps)
        {
            yield return "training.epochs and training.minimumSteps must be at least 1, and training.maximumSteps at least minimumSteps";
        }

        if (Keep is not ("best" or "last"))
        {
            yield return $"training.keep is \"{Keep}\" and must be best or last";
        }

        if (!(Patience > 0 && Patience <= 1))
        {
            yield return $"training.patience is {Patience} and must be above 0 and at most 1";
        }

        foreach (var fault in ScheduleFaults())
        {
            yield return fault;
        }
    }

    private IEnumerable<string> ScheduleFaults()
    {
        if (Schedule is not ("cosine" or "exponential"))
        {
            yield return $"training.schedule is \"{Schedule}\" and must be cosine or exponential";
        }

        if (Schedule == "exponential" && (!(Decay > 0 && Decay <= 1) || !(FinalLearningRate >= 0 && FinalLearningRate <= LearningRate)))
        {
            yield return "training.decay must be above 0 and at most 1, and training.finalLearningRate from 0 to training.learningRate";
        }

        if (!(ClipNorm >= 0 && float.IsFinite(ClipNorm)))
        {
            yield return $"training.clipNorm is {ClipNorm} and must be 0 (none) or above";
        }

        if (!Schedules.SamplingFits(ScheduledSampling, SamplingRate))
        {
            yield return $"training.scheduledSampling \"{ScheduledSampling}\" with training.samplingRate {SamplingRate} is none of: "
                + "none; constant from 0 to 1; exponential from 0 to 1; inverseSigmoid from 1 on";
        }

        if (TransposeDown is < 0 or > 24 || TransposeUp is < 0 or > 24)
        {
            yield return "training.transposeDown and training.transposeUp must be from 0 to 24 semitones";
        }
    }
}
