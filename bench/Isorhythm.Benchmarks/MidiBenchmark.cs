using System.Diagnostics;
using System.Globalization;
using Isorhythm.Music;

namespace Isorhythm.Benchmarks;

/// <summary>
/// How fast MIDI files become scores on one thread, the bytes being in memory already: the median round over a folder, and all
/// files at the fastest that each was read, which other programs on the machine do not disturb.
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

        Console.WriteLine("folder           files     MB     notes   median MB/s   undisturbed MB/s   allocated / read");
        foreach (var folder in Folders)
        {
            Measure(folder, Load(Path.Combine(data, folder)));
        }
    }

    internal static byte[][] Load(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.mid*", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    private static void Measure(string folder, byte[][] files)
    {
        var bytes = files.Sum(file => (long)file.Length);
        var notes = files.Sum(file => (long)(MidiReader.Read(file).Score?.Notes.Length ?? 0));
        var fastest = new double[files.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        var rates = new List<double>();
        var clock = Stopwatch.StartNew();
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        while (clock.Elapsed.TotalSeconds < SecondsPerFolder)
        {
            rates.Add(bytes / 1e6 / ReadAll(files, fastest));
        }

        var allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (bytes * rates.Count);
        rates.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{folder,-16} {files.Length,5} {bytes / 1e6,6:0.0} {notes,9:N0} {rates[rates.Count / 2],13:0} {bytes / 1e6 / fastest.Sum(),18:0} {allocated,16:0.0}"));
    }

    /// <summary>Reads every file once; answers the seconds that it took, and keeps each file's fastest reading.</summary>
    private static double ReadAll(byte[][] files, double[] fastest)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < files.Length; i++)
        {
            var fileStart = Stopwatch.GetTimestamp();
            MidiReader.Read(files[i]);
            fastest[i] = Math.Min(fastest[i], Stopwatch.GetElapsedTime(fileStart).TotalSeconds);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
