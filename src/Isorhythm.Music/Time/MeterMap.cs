using System.Collections.Immutable;
using System.Numerics;

namespace Isorhythm.Music;

/// <summary>Which metre holds where. Any number of changes; a question costs a binary search.</summary>
public sealed class MeterMap
{
    /// <summary>The finest beat that is understood: a sixty-fourth note.</summary>
    public const int LargestDenominator = 64;

    /// <summary>A map of the given changes.</summary>
    /// <param name="changes">In any order; of several at one tick the last given holds. Before the first it is 4/4.</param>
    /// <exception cref="ArgumentOutOfRangeException">A metre or a tick that no MIDI file can hold.</exception>
    public MeterMap(params IReadOnlyCollection<Meter> changes)
    {
        foreach (var change in changes)
        {
            var isMeter = change.Numerator is >= 1 and <= byte.MaxValue
                && change.Denominator <= LargestDenominator && BitOperations.IsPow2(change.Denominator);
            if (change.At.Value < 0 || !isMeter)
            {
                throw new ArgumentOutOfRangeException(nameof(changes), $"{change} at tick {change.At.Value} is no metre of a MIDI file.");
            }
        }

        Changes = Music.Changes.InOrder(changes, Meter.Common);
    }

    /// <summary>The changes by tick, one a tick, the first at 0.</summary>
    public ImmutableArray<Meter> Changes { get; }

    /// <summary>The metre in force at a tick.</summary>
    public Meter At(Ticks tick) => Changes[Music.Changes.IndexAt(Changes.AsSpan(), tick)];
}
