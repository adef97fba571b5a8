using System.Diagnostics;
using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>
/// How fast a folder of songs becomes a corpus file, and how much memory that takes: <c>songs</c> and <c>songs-by-genre</c>, once and, as copies
/// in a temporary folder, several times over. Copies give no new phrase, so the second figure is of reading, cutting and telling apart.
/// </summary>
internal static class CorpusBenchmark
{
    private const int Copies = 20;

    private static readonly string[] Folders = ["songs", "songs-by-genre"];

    /// <summary>Usage: corpus --data PATH [--representation NAME].</summary>
    public static void Run(string[] arguments)
    {
        if (arguments is not ["--data", var data, .. var rest] || rest is not ([] or ["--representation", _]))
        {
            Console.Error.WriteLine("usage: corpus --data PATH [--representation NAME], the folder that holds songs and songs-by-genre");
            return;
        }

        var representation = Representation.Named(rest is [_, var name] ? name : "drums-12x8x9");
        var folder = Directory.CreateTempSubdirectory("isorhythm-corpus-");
        try
        {
            CopyTo(folder.FullName, data);
            Console.WriteLine($"{representation.Name}, {Environment.ProcessorCount} threads");
            Console.WriteLine("  files      MB   phrases   seconds   files/s    MB/s   processor s   peak MB");
            Measure(Path.Combine(folder.FullName, "0"), representation);
            Measure(Path.Combine(folder.FullName, "0"), representation);
            Measure(folder.FullName, representation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void CopyTo(string target, string data)
    {
        var sources = Folders.Select(folder => Path.Combine(data, folder)).ToList();
        for (var copy = 0; copy < Copies; copy++)
        {
            foreach (var source in sources)
            {
                foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => MidiSource.IsMidi(file)))
                {
                    var to = Path.Combine(target, $"{copy}", Path.GetFileName(source), Path.GetRelativePath(source, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                    File.Copy(file, to);
                }
            }
        }
    }

    private static void Measure(string folder, Representation representation)
    {
        var bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        var target = Path.Combine(Path.GetTempPath(), $"isorhythm-{Environment.ProcessId}.corpus");
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var totals = Corpus.BuildFile(MidiSource.Each(folder), representation, target);
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        File.Delete(target);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Files,7} {bytes / 1e6,7:0.0} {totals.Phrases,9} {seconds,9:0.00} {totals.Files / seconds,9:0} {bytes / 1e6 / seconds,7:0} {(process.TotalProcessorTime - processor).TotalSeconds,13:0.00} {process.PeakWorkingSet64 / 1e6,9:0}"));
    }
}
