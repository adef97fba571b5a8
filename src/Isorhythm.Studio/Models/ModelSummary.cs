using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>What the page shows of a model before it is played.</summary>
/// <param name="Name">The model's folder.</param>
/// <param name="Recipe">The recipe that made it.</param>
/// <param name="Phrases">Phrases that it learned from.</param>
/// <param name="Clips">Files that these came from.</param>
/// <param name="TrainedAt">When it was saved.</param>
/// <param name="Dimensions">Numbers in a latent code.</param>
/// <param name="Grid">What a decoded rhythm lies on; null when the model is of notes on tracks, or cannot be opened.</param>
/// <param name="Tracks">The tracks that decoded notes lie on; null when the model is of rhythms on a grid, or cannot be opened.</param>
/// <param name="IsFlat">It was trained to be drawn to scale, and what is heard along the way can be measured.</param>
/// <param name="Error">Why the model cannot be opened, in one sentence; null when it can.</param>
/// <param name="Credit">Whose music it learned from; null when nobody has said.</param>
/// <param name="IsShipped">It came with the program.</param>
internal sealed record ModelSummary(
    string Name,
    string Recipe,
    int Phrases,
    int Clips,
    DateTimeOffset TrainedAt,
    int Dimensions,
    GridView? Grid,
    TracksView? Tracks,
    bool IsFlat,
    string? Error,
    string? Credit = null,
    bool IsShipped = false)
{
    public static ModelSummary Of(string name, LatentSpace space) => new(
        name,
        space.Recipe.Name,
        space.Description.Phrases,
        space.Description.Clips,
        space.Description.TrainedAt,
        space.Dimensions,
        space is GridSpace grid ? GridView.Of(grid.Grid) : null,
        space.Representation is TokenRepresentation tokens ? TracksView.Of(tokens.Tracks) : null,
        space.Recipe.Objective.Flatness.Weight > 0 && space.IsSmooth,
        Error: null,
        space.Description.Credit);

    public static ModelSummary Broken(string name, DateTimeOffset savedAt, string sentence) =>
        new(name, Recipe: "", Phrases: 0, Clips: 0, savedAt, Dimensions: 0, Grid: null, Tracks: null, IsFlat: false, sentence);
}

/// <summary>The grid of a model's rhythms, with the features in the order that decoded values have.</summary>
internal sealed record GridView(int StepsPerQuarter, int Quarters, IReadOnlyList<DrumView> Drums, IReadOnlyList<string> Features)
{
    public static GridView Of(DrumGrid grid) => new(
        grid.StepsPerQuarter,
        grid.Quarters,
        [.. grid.Kit.Drums.Select(drum => new DrumView(drum.Name, drum.OutputPitch))],
        [.. Enum.GetValues<GridFeatures>().Where(feature => feature != GridFeatures.None && grid.Features.HasFlag(feature)).Select(feature => feature.ToString().ToLowerInvariant())]);
}

/// <summary>A drum and the MIDI pitch that plays it.</summary>
internal sealed record DrumView(string Name, int Pitch);
