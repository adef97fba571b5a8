using System.Globalization;

namespace Isorhythm.Benchmarks;

/// <summary>What the process holds in memory, as Linux counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes held now; the peak counts from here on.</summary>
    public static long StartPeak()
    {
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Read("VmRSS");
    }

    /// <summary>The most bytes held since <see cref="StartPeak"/>.</summary>
    public static long Peak() => Read("VmHWM");

    private static long Read(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
