namespace Isorhythm.Music;

/// <summary>What can be said of a phrase in one number. A phrase without hits has 0 of everything.</summary>
public static class Attributes
{
    /// <summary>Hits in a quarter, all drums together.</summary>
    public static double Density(GridPhrase phrase) => (double)phrase.Hits.Length / phrase.Grid.Quarters;

    /// <summary>Hits in a quarter of one drum, an index in the kit.</summary>
    public static double Density(GridPhrase phrase, int drum) => (double)phrase.Hits.Count(hit => hit.Drum == drum) / phrase.Grid.Quarters;

    /// <summary>The mean velocity of the hits, 0..1.</summary>
    public static double MeanVelocity(GridPhrase phrase) => phrase.Hits.Select(hit => (double)hit.Velocity).DefaultIfEmpty(0).Average();

    /// <summary>How late the hits are on average, in halves of a step, -1..1.</summary>
    public static double MeanOffset(GridPhrase phrase) => phrase.Hits.Select(hit => (double)hit.Offset).DefaultIfEmpty(0).Average();
}
