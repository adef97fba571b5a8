using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Which phrases train and which validate: by file, never by phrase. Files of the same content stay together, and a held-out phrase that
/// equals a training phrase is dropped, so nothing that is measured was seen.
/// </summary>
/// <param name="Training">Indices of the phrases that train.</param>
/// <param name="Validation">Indices of the phrases that validate; none when every file is learnt.</param>
/// <param name="HeldOutSources">The files that training does not see.</param>
internal sealed record CorpusSplit(int[] Training, int[] Validation, IReadOnlySet<string> HeldOutSources)
{
    /// <summary>With fewer files, each is too much of what its owner wants to hear: all are learnt and none is held out.</summary>
    internal const int FewestFilesToHoldOut = 30;

    internal static CorpusSplit Of(Corpus corpus, ulong seed, double heldOutShare = 0.1)
    {
        var all = Enumerable.Range(0, corpus.Phrases.Count).ToArray();
        var groups = all.GroupBy(i => corpus.Phrases[i].Source, StringComparer.Ordinal)
            .GroupBy(file => string.Join('|', file.Select(i => corpus.Phrases[i].Phrase.GetHashCode())), StringComparer.Ordinal)
            .Select(copies => copies.ToArray())
            .ToArray();
        if (groups.Length < FewestFilesToHoldOut)
        {
            return new(all, [], new HashSet<string>(StringComparer.Ordinal));
        }

        new RandomStream(seed, "split").Shuffle(groups.AsSpan());
        var heldOut = groups.Take((int)Math.Ceiling(heldOutShare * groups.Length)).SelectMany(copies => copies).ToArray();
        var sources = heldOut.Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        var training = all.Where(i => !sources.Contains(corpus.Phrases[i].Source)).ToArray();
        var seen = training.Select(i => corpus.Phrases[i].Phrase).ToHashSet();
        return new(training, [.. heldOut.SelectMany(file => file).Where(i => !seen.Contains(corpus.Phrases[i].Phrase)).Order()], sources);
    }
}
