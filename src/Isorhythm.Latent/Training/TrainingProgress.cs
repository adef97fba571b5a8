namespace Isorhythm.Latent;

/// <summary>Where a training run stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps planned; the run may stop earlier.</param>
/// <param name="Seconds">Wall time since the run began.</param>
/// <param name="SecondsLeft">Wall time that the planned steps still need.</param>
/// <param name="Train">The loss on the training phrases, smoothed.</param>
/// <param name="Validation">The loss on the files held out; null when none are.</param>
/// <param name="Sentence">All this in words, such as "learning your 12 clips: already recognisable, 8 s left".</param>
public sealed record TrainingProgress(
    int Step, int Steps, double Seconds, double SecondsLeft, LossParts Train, LossParts? Validation, string Sentence);
