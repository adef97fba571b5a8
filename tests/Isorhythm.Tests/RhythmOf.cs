using Isorhythm.Music;

namespace Isorhythm.Tests;

/// <summary>Phrases as what a test knows them to be.</summary>
internal static class RhythmOf
{
    internal static GridPhrase Rhythm(this Phrase phrase) => (GridPhrase)phrase;

    internal static IReadOnlyList<(Quarters At, GridPhrase Phrase)> Rhythms(this Extraction extraction) =>
        [.. extraction.Phrases.Select(found => (found.At, found.Phrase.Rhythm()))];
}
