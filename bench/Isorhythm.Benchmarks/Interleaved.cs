using System.Diagnostics;

namespace Isorhythm.Benchmarks;

/// <summary>Times the same work by two programs in turn, so that whatever else the machine does falls on both.</summary>
internal static class Interleaved
{
    /// <summary>
    /// Seconds that a call takes each side; each side times itself. A side makes <paramref name="inARow"/> calls in its turn, and the first
    /// two of them do not count: threads of the other side that still spin, and caches that it filled, are not its fault.
    /// </summary>
    public static (Timing Ours, Timing Theirs) Measure(Func<double> ours, Func<double> theirs, double seconds, int inARow)
    {
        var (ourTimes, theirTimes) = (new List<double>(), new List<double>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            TakeTurn(ours, ourTimes, inARow);
            TakeTurn(theirs, theirTimes, inARow);
        }

        return (Timing.Of(ourTimes), Timing.Of(theirTimes));
    }

    private static void TakeTurn(Func<double> call, List<double> times, int inARow)
    {
        for (int i = 0; i < inARow; i++)
        {
            double time = call();
            if (i >= 2)
            {
                times.Add(time);
            }
        }
    }

    /// <summary>Seconds that one call takes, averaged over <paramref name="calls"/> of them.</summary>
    public static double Time(Action work, int calls = 1)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

}

/// <summary>Seconds of the median call, and of the call that nine of ten exceed: what the work takes when the machine does little else.</summary>
internal readonly record struct Timing(double Median, double Undisturbed)
{
    public static Timing Of(List<double> times)
    {
        times.Sort();
        return new(times[times.Count / 2], times[times.Count / 10]);
    }
}
