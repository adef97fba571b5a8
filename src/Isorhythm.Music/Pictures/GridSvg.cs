namespace Isorhythm.Music;

/// <summary>Pictures of phrases as SVG.</summary>
public static class GridSvg
{
    /// <summary>One phrase, or several below one another.</summary>
    public static string Draw(params IReadOnlyList<Phrase> phrases) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" width="{phrases.Count}" height="1"/>""";
}
