namespace Isorhythm.Studio;

/// <summary>What the page can learn of dropped files, in words for musicians.</summary>
/// <param name="Recipe">The recipe that learns it.</param>
/// <param name="Title">What it makes.</param>
/// <param name="Hint">What that is, and how long it takes on a laptop.</param>
internal sealed record Lesson(string Recipe, string Title, string Hint)
{
    public static Lesson Drums { get; } = new(
        "r-vae-2bar", "drums on a flat map", "Two bars, straight and triplet. A dozen clips will do; seconds to a minute.");

    public static Lesson Melodies { get; } = new(
        "fm-music-vae-piano-2bar-normal-small", "melodies", "Two bars of one voice, in many dimensions, drawn to scale. Best from a hundred phrases; some minutes.");

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        Drums,
        Melodies,
        new("musae-2bar-normal-small", "bands", "Two bars of drums, bass, guitar and strings, in many dimensions. Best from dozens of songs; some minutes."),
        new("fm-music-vae-drums-2bar-normal-small", "drums in depth", "Two bars with every stroke's force and timing, in many dimensions, drawn to scale. Best from a hundred phrases; some minutes."),
        new("fm-music-vae-drums-4bar-normal-small", "long drums in depth", "The same in four bars, one after another under a conductor. Best from a hundred phrases; some minutes."),
    ];

    /// <summary>The lesson of that recipe.</summary>
    /// <exception cref="RefusedException">The page offers none.</exception>
    public static Lesson Of(string recipe) => All.FirstOrDefault(lesson => lesson.Recipe == recipe)
        ?? throw Refusal.NotFound($"The page does not learn \"{recipe}\": choose one of {string.Join(", ", All.Select(lesson => lesson.Recipe))}.");
}
