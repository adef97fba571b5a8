using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>The plane that the page draws.</summary>
/// <param name="Extent">Half the side of the square: x and y run from -extent to +extent.</param>
/// <param name="Clips">Where the training phrases lie.</param>
internal sealed record MapView(float Extent, IReadOnlyList<ClipView> Clips)
{
    public static MapView Of(GridSpace space) => new(space.Map.Extent, ClipView.Of(space));
}

/// <summary>A training phrase on the map.</summary>
/// <param name="Name">The name of its file, with a number where the file gave several phrases.</param>
/// <param name="Source">The path of its file.</param>
/// <param name="Phrase">Its number among the phrases of its file, from 0.</param>
/// <param name="X">Where it lies, to the right.</param>
/// <param name="Y">Where it lies, upwards.</param>
/// <param name="Code">Its latent code.</param>
internal sealed record ClipView(string Name, string Source, int Phrase, float X, float Y, IReadOnlyList<float> Code)
{
    public static IReadOnlyList<ClipView> Of(LatentSpace space)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. space.Phrases.Select(phrase =>
        {
            var number = seen[phrase.Source] = seen.GetValueOrDefault(phrase.Source, -1) + 1;
            var (x, y) = space.Map.ToPoint(phrase.Code);
            return new ClipView(phrase.Name, phrase.Source, number, x, y, phrase.Code);
        })];
    }
}
