namespace Isorhythm.Latent;

/// <summary>The models that come with the program, in <c>models/NAME</c> beside it. Each can be opened by its name alone.</summary>
public static class ShippedModels
{
    /// <summary>What is played where nobody chose: two bars of drums on a flat map, learned from the Groove MIDI Dataset.</summary>
    public const string Usual = "groove-2bar";

    /// <summary>The folder that holds them, one folder a model.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>The folder of a model: the one of that path, else the one that comes with the program under that name.</summary>
    internal static string Find(string folder) =>
        !Path.Exists(folder) && Path.GetFileName(folder) == folder && Directory.Exists(Path.Combine(Folder, folder)) ? Path.Combine(Folder, folder) : folder;
}
