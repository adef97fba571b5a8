using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Counts rejections by reason.</summary>
internal sealed class RejectionCount
{
    private readonly Dictionary<string, int> counts = [];

    internal void Add(string reason, long count)
    {
        if (count > 0)
        {
            counts[reason] = (int)Math.Min(int.MaxValue, counts.GetValueOrDefault(reason) + count);
        }
    }

    internal void Clear() => counts.Clear();

    internal ImmutableArray<Rejection> ToRejections() => [.. counts.Select(pair => new Rejection(pair.Key, pair.Value))];
}
