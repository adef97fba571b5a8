namespace Isorhythm.Latent;

/// <summary>What a training run made.</summary>
/// <param name="Model">The model folder.</param>
/// <param name="Steps">Steps done, those before a resume included.</param>
/// <param name="Seconds">Wall time of this run.</param>
/// <param name="Train">The loss on the training phrases at the end, with noise in the codes as in training.</param>
/// <param name="Validation">The loss on the files held out; null when none are.</param>
/// <param name="Verdict">One sentence on what came of it.</param>
/// <param name="Ended">Why training ended.</param>
public sealed record TrainingResult(
    string Model, int Steps, double Seconds, LossParts Train, LossParts? Validation, string Verdict, TrainingEnd Ended);

/// <summary>Why training ended.</summary>
public enum TrainingEnd
{
    /// <summary>The planned steps are done.</summary>
    Finished,

    /// <summary>The loss had stopped improving.</summary>
    Converged,

    /// <summary>The time budget was used.</summary>
    OutOfTime,

    /// <summary>Somebody stopped it; the model is saved.</summary>
    Stopped,
}
