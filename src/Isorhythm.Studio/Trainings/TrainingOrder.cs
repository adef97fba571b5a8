using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>What to train: the model's name, how, and on what.</summary>
/// <param name="Name">The model that is made; safe for a folder, and not taken.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Phrases">Reads the phrases; called where the training runs, because it can take seconds.</param>
/// <param name="ComesAgain">The next start of the studio gives this order again, so what is unfinished when the program ends is not kept.</param>
internal sealed record TrainingOrder(string Name, Recipe Recipe, Func<Representation, Corpus> Phrases, bool ComesAgain = false);
