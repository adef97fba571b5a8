using System.Collections.Concurrent;
using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>A model folder. What the page lists is kept; the weights can be let go and are read again when they are needed.</summary>
internal sealed class Model
{
    /// <summary>The folder of its report, in its own.</summary>
    public const string ReportFolder = "report";

    private const int MostMaps = 16;

    private static readonly string[] Files = ["model.json", "weights.safetensors", "map.safetensors"];

    /// <summary>What says that a folder is a model of Magenta or of R-VAE (the latter also by its own model.json).</summary>
    private static readonly string[] FilesOfOtherPrograms = ["weights_manifest.json", Path.Combine("decoder", "model.json")];
    private static readonly string[] FilesBeside = ["README.md", "training.jsonl", "checkpoint.safetensors"];

    // A report, and what a studio that was killed left of one.
    private static readonly string[] FoldersBeside = [ReportFolder, ReportFolder + ".part", ReportFolder + ".old"];

    private readonly Lock opening = new();
    private readonly Lock drawing = new();
    private readonly ConcurrentDictionary<string, LatentMap> maps = new(StringComparer.Ordinal);
    private LatentSpace? space;
    private FlatnessView? flatness;
    private ModelSummary? summary;

    private Model(string folder, bool isShipped, DateTimeOffset saved)
    {
        Folder = folder;
        IsShipped = isShipped;
        Saved = saved;
    }

    public string Name => Path.GetFileName(Folder);

    public string Folder { get; }

    /// <summary>It came with the program.</summary>
    public bool IsShipped { get; }

    /// <summary>When the folder's model was written: another time means another model.</summary>
    public DateTimeOffset Saved { get; }

    public bool IsOpen => space is not null;

    /// <summary>When it was last played, for choosing which weights to let go.</summary>
    public long LastUsed { get; private set; }

    /// <summary>The model in that folder. A half-written one still is one, for the list must show it; null for a folder of other things.</summary>
    public static Model? At(string folder, bool isShipped)
    {
        var files = Files.Concat(FilesOfOtherPrograms).Select(file => new FileInfo(Path.Combine(folder, file))).Where(file => file.Exists).ToList();
        return files.Count > 0 && !Path.GetFileName(folder).StartsWith('.')
            ? new Model(folder, isShipped, files.Max(file => new DateTimeOffset(file.LastWriteTimeUtc)))
            : null;
    }

    public ModelSummary Summary()
    {
        lock (opening)
        {
            return summary ??= Summarise() with { IsShipped = IsShipped };
        }
    }

    /// <summary>The space of this model, read from disk when it is not in memory.</summary>
    /// <exception cref="RefusedException">The folder holds no whole model.</exception>
    public LatentSpace Open()
    {
        LastUsed = Environment.TickCount64;
        lock (opening)
        {
            return space ??= Read();
        }
    }

    /// <summary>The map of a plane by its <see cref="PlaneName"/>; those that were asked for are kept, as many as a session needs.</summary>
    /// <exception cref="RefusedException">The folder holds no whole model, or its space has no such plane.</exception>
    public LatentMap Map(string plane)
    {
        var open = Open();
        if (maps.Count > MostMaps)
        {
            maps.Clear();
        }

        return maps.GetOrAdd(plane, name => PlaneName.Find(open, name));
    }

    /// <summary>How much the rhythm changes over the map, worked out once however many ask for it at a time.</summary>
    /// <exception cref="RefusedException">The folder holds no whole model, or its space has no such plane.</exception>
    public float[] Change(string plane, int size)
    {
        lock (drawing)
        {
            return Map(plane).Change(size);
        }
    }

    /// <summary>How nearly the map is drawn to scale, worked out once.</summary>
    /// <exception cref="RefusedException">The folder holds no whole model, or one in which nothing can be measured.</exception>
    public FlatnessView Flatness()
    {
        lock (drawing)
        {
            return flatness ??= FlatnessView.Of(MapFlatness.Of(Smooth()));
        }
    }

    /// <summary>The space as one of rhythms on a grid.</summary>
    /// <exception cref="RefusedException">It is of something else, or the folder holds no whole model.</exception>
    public GridSpace OpenGrid() => Open() as GridSpace
        ?? throw Refusal.Conflict($"The space \"{Name}\" is not of rhythms on a grid, and a jam trades drums: choose a space of drums.");

    /// <summary>The space, if what is heard in it can be measured.</summary>
    /// <exception cref="RefusedException">The folder holds no whole model, or one that writes step by step.</exception>
    public LatentSpace Smooth() => Open() is { IsSmooth: true } smooth
        ? smooth
        : throw Refusal.Conflict($"The space \"{Name}\" is written step by step, so that it has no rings: choose another.");

    public void LetGo()
    {
        lock (opening)
        {
            space = null;
            maps.Clear();
        }
    }

    /// <summary>Deletes the model's files, and its folder unless somebody keeps other things there.</summary>
    /// <exception cref="RefusedException">It came with the program, or another program made it.</exception>
    public void Delete()
    {
        if (IsShipped)
        {
            throw Refusal.Conflict($"The space \"{Name}\" comes with the program and stays: delete spaces of your own.");
        }

        if (IsOfAnotherProgram())
        {
            throw Refusal.Conflict($"The space \"{Name}\" was made by another program, whose files stay: move the folder {Folder} elsewhere.");
        }

        foreach (var file in FilesBeside.Concat(Files))
        {
            File.Delete(Path.Combine(Folder, file));
        }

        foreach (var report in FoldersBeside.Select(folder => Path.Combine(Folder, folder)).Where(Directory.Exists))
        {
            Directory.Delete(report, recursive: true);
        }

        if (!Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    /// <summary>A broken model of our own can be deleted; one that says nothing of itself is taken for one.</summary>
    private bool IsOfAnotherProgram()
    {
        try
        {
            return LatentSpace.Describe(Folder).IsOfAnotherProgram;
        }
        catch (IsorhythmException)
        {
            return false;
        }
    }

    private LatentSpace Read()
    {
        try
        {
            return LatentSpace.Open(Folder);
        }
        catch (IsorhythmException broken)
        {
            throw Refusal.Conflict(broken.Message);
        }
    }

    private ModelSummary Summarise()
    {
        try
        {
            return ModelSummary.Of(Name, Open());
        }
        catch (RefusedException broken)
        {
            return ModelSummary.Broken(Name, Saved, broken.Message);
        }
    }
}
