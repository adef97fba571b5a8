namespace Isorhythm.Studio;

/// <summary>How many messages a connection may still send: so many a second, and twice as many at once. Not for several threads.</summary>
internal sealed class JamAllowance(int perSecond, TimeProvider clock)
{
    private const int SecondsSaved = 2;

    private double left = SecondsSaved * perSecond;
    private long counted = clock.GetTimestamp();
    private long? complained;

    /// <summary>True where one more is allowed.</summary>
    public bool Take()
    {
        var now = clock.GetTimestamp();
        left = Math.Min(SecondsSaved * perSecond, left + (perSecond * clock.GetElapsedTime(counted, now).TotalSeconds));
        counted = now;
        if (left < 1)
        {
            return false;
        }

        left--;
        return true;
    }

    /// <summary>True once a second, for a sentence about what was not taken.</summary>
    public bool MayComplain()
    {
        var now = clock.GetTimestamp();
        if (complained is { } last && clock.GetElapsedTime(last, now) < TimeSpan.FromSeconds(1))
        {
            return false;
        }

        complained = now;
        return true;
    }
}
