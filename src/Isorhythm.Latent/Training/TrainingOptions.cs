namespace Isorhythm.Latent;

/// <summary>What a person may ask of one run; everything else is the recipe's.</summary>
/// <param name="Steps">Stop after exactly this many steps in all, with no early stop; null: the recipe decides.</param>
/// <param name="Epochs">Stop after this many passes over the training phrases, with no early stop; null: the recipe decides.</param>
/// <param name="Budget">Stop when this much wall time is used; null: no limit.</param>
/// <param name="Seed">The seed of weights, batches and noise: one seed, one model.</param>
/// <param name="Resume">Continue the run that lies in the model folder.</param>
/// <param name="MapPhrases">At most so many phrases, evenly spread over the corpus, lie on the model's map; null: as many as a map is good for.</param>
/// <param name="Credit">Whose music it is and under which licence, for the model's card; null: nobody has said.</param>
public sealed record TrainingOptions(
    int? Steps = null,
    int? Epochs = null,
    TimeSpan? Budget = null,
    ulong Seed = 1,
    bool Resume = false,
    int? MapPhrases = null,
    string? Credit = null);
