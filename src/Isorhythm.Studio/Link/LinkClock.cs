using System.Diagnostics;

namespace Isorhythm.Studio;

/// <summary>This machine's own clock, in microseconds since some moment: it never leaps. On Linux it is CLOCK_MONOTONIC.</summary>
internal sealed class LinkClock
{
    private const long Million = 1_000_000;

    /// <summary>What tests make of the time that it is.</summary>
    public long Shift { get; init; }

    public long Now
    {
        get
        {
            var (seconds, rest) = Math.DivRem(Stopwatch.GetTimestamp(), Stopwatch.Frequency);
            return (seconds * Million) + (rest * Million / Stopwatch.Frequency) + Shift;
        }
    }
}
