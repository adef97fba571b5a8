using System.Diagnostics;

namespace Isorhythm.Benchmarks;

/// <summary>Times the same work by two programs in turn, so that whatever else the machine does falls on both.</summary>
internal static class Interleaved
{
    /// <summary>
    /// Seconds of each side's median call; each side times itself. A side makes <paramref name="inARow"/> calls in its turn, and the first
    /// two of them do not count: threads of the other side that still spin, and caches that it filled, are not its fault.
    /// </summary>
    public static (double Ours, double Theirs) Medians(Func<double> ours, Func<double> theirs, double seconds, int inARow)
    {
        var (ourTimes, theirTimes) = (new List<double>(), new List<double>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            TakeTurn(ours, ourTimes, inARow);
            TakeTurn(theirs, theirTimes, inARow);
        }

        return (Median(ourTimes), Median(theirTimes));
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

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
