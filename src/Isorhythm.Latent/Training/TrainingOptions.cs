namespace Isorhythm.Latent;

/// <summary>What a person may ask of one run; everything else is the recipe's.</summary>
/// <param name="Steps">Stop after exactly this many steps in all, with no early stop; null: the recipe decides.</param>
/// <param name="Epochs">Stop after this many passes over the training phrases, with no early stop; null: the recipe decides.</param>
/// <param name="Budget">Stop when this much wall time is used; null: no limit.</param>
/// <param name="Seed">The seed of weights, batches and noise: one seed, one model.</param>
/// <param name="Resume">Continue the run that lies in the model folder.</param>
public sealed record TrainingOptions(
    int? Steps = null, int? Epochs = null, TimeSpan? Budget = null, ulong Seed = 1, bool Resume = false);
