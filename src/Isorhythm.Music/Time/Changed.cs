using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>What the maps of tempo and metre share: a value that changes at ticks and holds until its next change.</summary>
internal static class Changed
{
    /// <summary>The changes by tick, the last given of each tick, with <paramref name="initial"/> at 0 unless one is there.</summary>
    internal static ImmutableArray<T> InOrder<T>(IEnumerable<T> changes, Func<T, Ticks> at, T initial)
    {
        var ordered = ImmutableArray.CreateBuilder<T>();
        ordered.Add(initial);
        foreach (var change in changes.OrderBy(at))
        {
            if (at(change) == at(ordered[^1]))
            {
                ordered[^1] = change;
            }
            else
            {
                ordered.Add(change);
            }
        }

        return ordered.DrainToImmutable();
    }

    /// <summary>The index of the last change at or before a tick; the first for a tick before the start.</summary>
    internal static int IndexAt<T>(ReadOnlySpan<T> changes, Func<T, Ticks> at, Ticks tick)
    {
        var (low, high) = (0, changes.Length);
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            (low, high) = at(changes[middle]) <= tick ? (middle, high) : (low, middle);
        }

        return low;
    }
}
