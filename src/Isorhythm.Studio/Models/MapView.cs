using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>The plane that the page draws.</summary>
/// <param name="Extent">Half the side of the square: x and y run from -extent to +extent.</param>
/// <param name="Size">Rows and columns of <paramref name="Change"/>.</param>
/// <param name="Change">How much the rhythm changes at each place, 0..1, row by row from the top (y = +extent).</param>
/// <param name="Clips">Where the training phrases lie.</param>
internal sealed record MapView(float Extent, int Size, IReadOnlyList<float> Change, IReadOnlyList<ClipView> Clips)
{
    /// <summary>Rows and columns of the map that the page asks for.</summary>
    public const int UsualSize = 96;

    public static MapView Of(GridSpace space, int size) =>
        new(space.Map.Extent, size, space.Map.Change(size), ClipView.Of(space));
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
