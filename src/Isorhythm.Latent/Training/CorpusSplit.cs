using System.Numerics;
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

    /// <summary>Draws the split. It reads no music: the keys of the phrases are enough, and take eight bytes a phrase at most.</summary>
    internal static CorpusSplit Of(Corpus corpus, ulong seed, double heldOutShare = 0.1)
    {
        var groups = FilesOfEqualContent(corpus);
        if (groups.Length < FewestFilesToHoldOut)
        {
            return new([.. Enumerable.Range(0, corpus.Phrases.Count)], [], new HashSet<string>(StringComparer.Ordinal));
        }

        new RandomStream(seed, "split").Shuffle(groups.AsSpan());
        var isHeldOut = new bool[corpus.Sources.Count];
        foreach (var source in groups.Take((int)Math.Ceiling(heldOutShare * groups.Length)).SelectMany(copies => copies))
        {
            isHeldOut[source] = true;
        }

        var names = corpus.Sources.Where((_, source) => isHeldOut[source]).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. corpus.Keys.Index().Where(phrase => !isHeldOut[phrase.Item.Source]).Select(phrase => phrase.Index)],
            Unseen(corpus, isHeldOut),
            names);
    }

    /// <summary>The sources, together where their phrases are equal one by one, in the order of the first of each.</summary>
    private static int[][] FilesOfEqualContent(Corpus corpus)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var contents = new ulong[corpus.Sources.Count];
        foreach (var (source, content) in corpus.Keys)
        {
            contents[source] = (BitOperations.RotateLeft(contents[source], 31) ^ content) * Odd;
        }

        return [.. Enumerable.Range(0, contents.Length).GroupBy(source => contents[source]).Select(copies => copies.ToArray())];
    }

    /// <summary>The phrases held out that equal no training phrase.</summary>
    private static int[] Unseen(Corpus corpus, bool[] isHeldOut)
    {
        var heldOut = corpus.Keys.Where(phrase => isHeldOut[phrase.Source]).Select(phrase => phrase.Content).ToHashSet();
        var seen = corpus.Keys.Where(phrase => !isHeldOut[phrase.Source]).Select(phrase => phrase.Content).Where(heldOut.Contains).ToHashSet();
        return [.. corpus.Keys.Index().Where(phrase => isHeldOut[phrase.Item.Source] && !seen.Contains(phrase.Item.Content)).Select(phrase => phrase.Index)];
    }
}
