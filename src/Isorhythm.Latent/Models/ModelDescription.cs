using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>What a model says of itself: model.json.</summary>
/// <param name="Format">The version of the folder's format.</param>
/// <param name="Version">The version of the program that wrote it; "" where another program did.</param>
/// <param name="Name">The model's name: its folder's.</param>
/// <param name="Recipe">The recipe, every setting resolved.</param>
/// <param name="Width">Numbers in a phrase.</param>
/// <param name="Parameters">Weights in the model.</param>
/// <param name="Phrases">Phrases in the corpus.</param>
/// <param name="Clips">Files in the corpus.</param>
/// <param name="HeldOutClips">Files of the corpus that training did not see.</param>
/// <param name="Corpus">The corpus' fingerprint.</param>
/// <param name="Run">Names the training, in every file of the folder: files of two trainings are not one model.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Steps">Steps trained.</param>
/// <param name="TrainedAt">When the model was saved.</param>
/// <param name="Train">The loss on the training phrases.</param>
/// <param name="Validation">The loss on the files held out; null when none were.</param>
/// <param name="Verdict">One sentence on what came of the training.</param>
/// <param name="Credit">Whose music it learned from and under which licence; null: nobody has said.</param>
public sealed record ModelDescription(
    int Format,
    string Version,
    string Name,
    Recipe Recipe,
    int Width,
    long Parameters,
    int Phrases,
    int Clips,
    int HeldOutClips,
    string Corpus,
    string Run,
    ulong Seed,
    int Steps,
    DateTimeOffset TrainedAt,
    LossParts Train,
    LossParts? Validation,
    string Verdict,
    string? Credit = null)
{
    /// <summary>The format that this version writes; it reads no newer one.</summary>
    public const int CurrentFormat = 1;

    /// <summary>A checkpoint of Magenta or a model of R-VAE, whose training is not known.</summary>
    [JsonIgnore]
    public bool IsOfAnotherProgram => Version.Length == 0;

    /// <summary>A model of another program: of its training it says nothing.</summary>
    internal static ModelDescription OfAnotherProgram(string name, Recipe recipe, DateTimeOffset writtenAt, string verdict) => new(
        CurrentFormat,
        Version: "",
        name,
        recipe,
        Representation.Named(recipe.Representation).Width,
        recipe.CountParameters(),
        Phrases: 0,
        Clips: 0,
        HeldOutClips: 0,
        Corpus: "",
        Run: "",
        Seed: 0,
        Steps: 0,
        writtenAt,
        Train: default,
        Validation: null,
        verdict);
}
