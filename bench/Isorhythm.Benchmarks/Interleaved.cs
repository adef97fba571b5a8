using System.Diagnostics;

namespace Isorhythm.Benchmarks;

/// <summary>Times the same work by two programs in turn, so that whatever else the machine does falls on both.</summary>
internal static class Interleaved
{
    /// <summary>Seconds of each side's median round. Each side times itself.</summary>
    public static (double Ours, double Theirs) Medians(Func<double> ours, Func<double> theirs, double seconds)
    {
        var (ourTimes, theirTimes) = (new List<double>(), new List<double>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds || ourTimes.Count < 7)
        {
            ourTimes.Add(ours());
            theirTimes.Add(theirs());
        }

        return (Median(ourTimes), Median(theirTimes));
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
