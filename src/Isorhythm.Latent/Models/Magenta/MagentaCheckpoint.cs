namespace Isorhythm.Latent;

/// <summary>
/// A MusicVAE that Magenta trained, as @magenta/music loads it: config.json, weights_manifest.json and shards. Opened, it is a space as any other.
/// </summary>
internal sealed class MagentaCheckpoint
{
    internal const string ConfigFile = "config.json";
    internal const string ManifestFile = "weights_manifest.json";

    private readonly CheckpointFolder folder;
    private readonly CheckpointWeights weights;
    private readonly Recipe recipe;

    private MagentaCheckpoint(string path)
    {
        folder = new CheckpointFolder(path);
        weights = new CheckpointWeights(folder, ManifestFile, folder.Read(ManifestFile, CheckpointJson.Default.WeightGroupArray));
        recipe = new MagentaRecipe(folder, weights).Resolve();
    }

    /// <summary>Whether the folder is a checkpoint, complete or not.</summary>
    internal static bool IsIn(string folder) => File.Exists(Path.Combine(folder, ManifestFile));

    /// <summary>Opens a checkpoint; its corpus is not known, so the space holds no phrases.</summary>
    /// <exception cref="IsorhythmException">A file is missing or broken, or the model is of a kind that is not read.</exception>
    internal static LatentSpace Open(string folder)
    {
        var (description, model) = Load(folder);
        return new LatentSpace(description, model, []);
    }

    /// <summary>The model alone, with its weights.</summary>
    /// <exception cref="IsorhythmException">A file is missing or broken, or the model is of a kind that is not read.</exception>
    internal static (ModelDescription Description, TokenVae Model) Load(string folder)
    {
        var checkpoint = new MagentaCheckpoint(folder);
        var model = (TokenVae)Vae.Create(checkpoint.recipe);
        new MagentaConversion(checkpoint.weights, model).Fill(checkpoint.recipe);
        return (checkpoint.Describe(), model);
    }

    /// <summary>What the checkpoint is, without reading its weights.</summary>
    /// <exception cref="IsorhythmException">A file is missing or broken, or the model is of a kind that is not read.</exception>
    internal static ModelDescription Describe(string folder) => new MagentaCheckpoint(folder).Describe();

    private ModelDescription Describe() => ModelDescription.OfAnotherProgram(
        folder.Name, recipe, folder.WrittenAt(ConfigFile), "A checkpoint of Magenta: what it learned from, and how well, is not in its files.");
}
