using System.Diagnostics;
using System.Globalization;
using Isorhythm.Music;

namespace Isorhythm.Benchmarks;

/// <summary>
/// How fast MIDI files become scores on one thread, the bytes being in memory already: by the wall clock, and by the time that
/// the processor spent on it, which other programs on the machine disturb less.
/// </summary>
internal static class MidiBenchmark
{
    private const double SecondsPerFolder = 5;

    private static readonly string[] Folders = ["groove", "songs-by-genre"];

    /// <summary>Usage: midi --data PATH, a folder that holds the folders groove and songs-by-genre.</summary>
    public static void Run(string[] arguments)
    {
        if (arguments is not ["--data", var data])
        {
            Console.Error.WriteLine("usage: midi --data PATH, the folder that holds groove and songs-by-genre");
            return;
        }

        Console.WriteLine("folder           files     MB     notes   MB/s   best MB/s   MB/s of processor time   bytes allocated / byte read");
        foreach (var folder in Folders)
        {
            Measure(folder, Load(Path.Combine(data, folder)));
        }
    }

    internal static byte[][] Load(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.mid", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    private static void Measure(string folder, byte[][] files)
    {
        var bytes = files.Sum(file => (long)file.Length);
        var rates = new List<double>();
        var notes = 0L;
        var clock = Stopwatch.StartNew();
        var processorBefore = Environment.CpuUsage.TotalTime;
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        while (clock.Elapsed.TotalSeconds < SecondsPerFolder)
        {
            var start = Stopwatch.GetTimestamp();
            notes = ReadAll(files);
            rates.Add(bytes / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (bytes * rates.Count);
        var processor = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds;
        rates.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{folder,-16} {files.Length,5} {bytes / 1e6,6:0.0} {notes,9:N0} {rates[rates.Count / 2],6:0} {rates[^1],11:0} {bytes / 1e6 * rates.Count / processor,24:0} {allocated,12:0.0}"));
    }

    private static long ReadAll(byte[][] files)
    {
        var notes = 0L;
        foreach (var file in files)
        {
            notes += MidiReader.Read(file).Score?.Notes.Length ?? 0;
        }

        return notes;
    }
}
