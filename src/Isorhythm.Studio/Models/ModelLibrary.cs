namespace Isorhythm.Studio;

/// <summary>
/// The models folder: one folder a model, as it is on disk now, whoever put it there; after them the models that came with the program, but for one
/// whose name a model of the user's has taken.
/// </summary>
internal sealed class ModelLibrary(StudioOptions options)
{
    // A model is some 20 MB: the one that sounds, the one before it, and one more for a second page.
    private const int OpenAtOnce = 3;

    private readonly Lock rescanning = new();
    private Dictionary<string, Model> models = new(StringComparer.Ordinal);

    /// <summary>Every model: the user's own, the latest first, those that came with the program, and those that cannot be opened, which say why.</summary>
    public IReadOnlyList<ModelSummary> List()
    {
        var summaries = Scan().Values.AsParallel().Select(model => model.Summary()).ToList();
        LetGoOfTheOldest();
        return [.. summaries
            .OrderBy(summary => summary.Error is not null)
            .ThenBy(summary => summary.IsShipped)
            .ThenByDescending(summary => summary.TrainedAt)
            .ThenBy(summary => summary.Name, StringComparer.Ordinal)];
    }

    /// <summary>Nothing of those can be played but what came with the program.</summary>
    public static bool HasNoneOfTheUsers(IReadOnlyList<ModelSummary> models) => models.All(model => model.IsShipped || model.Error is not null);

    /// <summary>The model of that name. Only folders that are there can be asked for: no name leads elsewhere.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public Model Named(string name) =>
        (models.TryGetValue(name, out var known) && known.IsOpen) || Scan().TryGetValue(name, out known)
            ? known
            : throw Refusal.NotFound($"There is no space \"{name}\" any more: choose another from the list.");

    /// <summary>The name, made safe for a folder and different from every folder there is.</summary>
    public string NewName(string wanted) => SafeFileName.Unused(
        SafeFileName.From(wanted, "space"), name => Path.Exists(Path.Combine(options.ModelsFolder, name)) || IsShipped(name));

    /// <summary>Where the model of that name is made until it is whole: out of the list, on the same disk. Empty, whatever was there.</summary>
    public string ClearWorkshop(string name)
    {
        if (Directory.Exists(Workshop(name)))
        {
            Directory.Delete(Workshop(name), recursive: true);
        }

        return Workshop(name);
    }

    /// <summary>Makes the whole model in the workshop the model of that name, in one move.</summary>
    public void Adopt(string name) => Directory.Move(Workshop(name), Path.Combine(options.ModelsFolder, name));

    private string Workshop(string name) => Path.Combine(options.ModelsFolder, ".training", name);

    private void LetGoOfTheOldest()
    {
        foreach (var model in models.Values.Where(model => model.IsOpen).OrderByDescending(model => model.LastUsed).Skip(OpenAtOnce))
        {
            model.LetGo();
        }
    }

    private Dictionary<string, Model> Scan()
    {
        lock (rescanning)
        {
            var found = new Dictionary<string, Model>(StringComparer.Ordinal);
            foreach (var model in Own().Concat(Shipped()))
            {
                found.TryAdd(
                    model.Name,
                    models.TryGetValue(model.Name, out var known) && known.Folder == model.Folder && known.Saved == model.Saved ? known : model);
            }

            return models = found;
        }
    }

    private IEnumerable<Model> Own() =>
        Directory.EnumerateDirectories(options.ModelsFolder).Select(folder => Model.At(folder, isShipped: false)).OfType<Model>();

    private IEnumerable<Model> Shipped() => Directory.Exists(options.ShippedFolder)
        ? Directory.EnumerateDirectories(options.ShippedFolder).Select(folder => Model.At(folder, isShipped: true)).OfType<Model>()
        : [];

    private bool IsShipped(string name) => Shipped().Any(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase));
}
