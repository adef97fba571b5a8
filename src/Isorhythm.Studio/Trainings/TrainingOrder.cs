using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>What to train: the model's name, how, and on what.</summary>
/// <param name="Name">The model that is made; safe for a folder, and not taken.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Phrases">Reads the phrases; called where the training runs, because it can take seconds.</param>
internal sealed record TrainingOrder(string Name, Recipe Recipe, Func<Representation, Corpus> Phrases);
