using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>What the maps of tempo and metre share: values in the order of their ticks, and the one in force at a tick.</summary>
internal static class Changes
{
    /// <summary>The changes by tick, the last given of each tick, with <paramref name="initial"/> at 0 unless one is there.</summary>
    internal static ImmutableArray<T> InOrder<T>(IReadOnlyCollection<T> changes, T initial)
        where T : struct, IChange
    {
        var ordered = ImmutableArray.CreateBuilder<T>(changes.Count + 1);
        ordered.Add(initial);
        var inOrder = true;
        foreach (var change in changes)
        {
            inOrder &= change.At >= ordered[^1].At;
            Append(ordered, change);
        }

        return inOrder ? ordered.DrainToImmutable() : InOrder([.. changes.OrderBy(change => change.At)], initial);
    }

    /// <summary>The index of the last change at or before a tick; the first for a tick before the start.</summary>
    internal static int IndexAt<T>(ReadOnlySpan<T> changes, Ticks tick)
        where T : struct, IChange
    {
        var (low, high) = (0, changes.Length);
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            (low, high) = changes[middle].At <= tick ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static void Append<T>(ImmutableArray<T>.Builder ordered, T change)
        where T : struct, IChange
    {
        if (change.At == ordered[^1].At)
        {
            ordered[^1] = change;
        }
        else
        {
            ordered.Add(change);
        }
    }
}
