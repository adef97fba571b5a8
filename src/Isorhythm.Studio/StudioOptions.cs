using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>Where the studio keeps its files and where it listens.</summary>
/// <param name="ModelsFolder">Holds one folder a model. Made when it is absent.</param>
/// <param name="Port">The TCP port; 0 lets the system choose one, see <see cref="StudioHost.Address"/>.</param>
/// <param name="Bind">The address to listen on. Anything but the loopback address lets other machines in.</param>
/// <param name="ExportsFolder">Holds the MIDI files that the page saves: <c>exports</c> in the models folder unless named.</param>
/// <param name="JamsFolder">Holds the recorded jams: <c>jams</c> in the models folder unless named. Studios that share it carry on each other's.</param>
public sealed record StudioOptions(
    string ModelsFolder,
    int Port = StudioOptions.DefaultPort,
    string Bind = StudioOptions.Loopback,
    string? ExportsFolder = null,
    string? JamsFolder = null)
{
    /// <summary>The port that is taken when none is asked for.</summary>
    public const int DefaultPort = 5170;

    /// <summary>The address that only this machine reaches.</summary>
    public const string Loopback = "127.0.0.1";

    /// <summary>The folder that saved MIDI files go to.</summary>
    internal string Exports => ExportsFolder ?? Path.Combine(ModelsFolder, "exports");

    /// <summary>The folder that jams are recorded in.</summary>
    internal string Jams => JamsFolder ?? Path.Combine(ModelsFolder, "jams");

    /// <summary>
    /// Where people reach the studio when a proxy stands before it, such as http://jam.example:8080; null: at its own address only. Requests that
    /// name that address are answered, too, and its pages may change things.
    /// </summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Where it hears and speaks OSC.</summary>
    public OscOptions Osc { get; init; } = new();

    /// <summary>Whether it takes part in Ableton Link.</summary>
    public LinkOptions Link { get; init; } = new();

    /// <summary>What jams may take.</summary>
    internal JamLimits JamLimits { get; init; } = new();

    /// <summary>Holds the models that came with the program, listed after the user's own and never deleted; null: none.</summary>
    internal string? ShippedFolder { get; init; } = ShippedModels.Folder;

    /// <summary>Bounds every training: tests have no time for a whole one.</summary>
    internal TrainingOptions Training { get; init; } = new();
}
