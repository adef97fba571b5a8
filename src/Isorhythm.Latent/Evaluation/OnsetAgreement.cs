using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>How the hits of one pattern agree with those of another, cell by cell.</summary>
/// <param name="Both">Cells that both hit.</param>
/// <param name="Missing">Cells that only the first hits.</param>
/// <param name="Added">Cells that only the second hits.</param>
internal readonly record struct OnsetAgreement(int Both, int Missing, int Added)
{
    /// <summary>Cells that differ.</summary>
    internal int Hamming => Missing + Added;

    /// <summary>The harmonic mean of precision and recall; 1 for two silences.</summary>
    internal double F1 => Both + Missing + Added == 0 ? 1 : 2.0 * Both / ((2 * Both) + Missing + Added);

    /// <summary>Compares the onsets of phrases; a note agrees with one of the same voice on the same step.</summary>
    internal static OnsetAgreement Of(Phrase truth, Phrase other) => Of(truth.Onsets, other.Onsets);

    /// <summary>Compares the notes that begin on one track of phrases.</summary>
    internal static OnsetAgreement Of(TokenPhrase truth, TokenPhrase other, int track) => Of(OnTrack(truth, track), OnTrack(other, track));

    private static IEnumerable<(int Step, int Voice)> OnTrack(TokenPhrase phrase, int track) => phrase.Notes(track).Select(note => (note.Step, note.Pitch));

    private static OnsetAgreement Of(IEnumerable<(int Step, int Voice)> truth, IEnumerable<(int Step, int Voice)> other)
    {
        var hits = truth.ToHashSet();
        var others = other.ToHashSet();
        var both = hits.Count(others.Contains);
        return new(both, hits.Count - both, others.Count - both);
    }

    /// <summary>Compares values, a hit where above the threshold.</summary>
    internal static OnsetAgreement Of(ReadOnlySpan<float> truth, ReadOnlySpan<float> other, float threshold)
    {
        var (both, missing, added) = (0, 0, 0);
        for (var i = 0; i < truth.Length; i++)
        {
            var (inTruth, inOther) = (truth[i] > threshold, other[i] > threshold);
            both += inTruth && inOther ? 1 : 0;
            missing += inTruth && !inOther ? 1 : 0;
            added += !inTruth && inOther ? 1 : 0;
        }

        return new(both, missing, added);
    }
}
