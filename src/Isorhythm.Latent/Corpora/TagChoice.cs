namespace Isorhythm.Latent;

/// <summary>Which tags a corpus gets.</summary>
/// <param name="Songs">The tags of the songs.</param>
/// <param name="Most">How many are kept, the most frequent.</param>
public sealed record TagChoice(SongTags Songs, int Most = TagChoice.UsualMost)
{
    /// <summary>As many as Valenti et al. 2020 keep.</summary>
    public const int UsualMost = 32;
}
