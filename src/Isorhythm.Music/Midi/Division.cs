namespace Isorhythm.Music;

/// <summary>What a tick is: a part of a quarter, or a part of a second.</summary>
/// <param name="TicksPerQuarter">Ticks in a quarter.</param>
/// <param name="FixedMicrosecondsPerQuarter">The tempo where ticks are parts of a second, whatever the file's tempo events say; else null.</param>
internal readonly record struct Division(int TicksPerQuarter, int? FixedMicrosecondsPerQuarter)
{
    private const int DropFrames = 29;

    /// <summary>The division of a file's header; null when a tick would have no length.</summary>
    internal static Division? Of(short header)
    {
        if (header > 0)
        {
            return new Division(header, null);
        }

        var frames = -(header >> 8);
        var ticksPerSecond = frames * (header & 0xFF);
        if (frames is not (24 or 25 or DropFrames or 30) || ticksPerSecond == 0)
        {
            return null;
        }

        // Such a file has no quarters. Half a second is called one where that is whole ticks, as at 120 beats per minute; else a second.
        // 29 stands for 30 frames in 1.001 seconds.
        var (ticks, second) = frames == DropFrames ? (30 * (header & 0xFF), 1_001_000) : (ticksPerSecond, 1_000_000);
        return ticks % 2 == 0 ? new Division(ticks / 2, second / 2) : new Division(ticks, second);
    }
}
