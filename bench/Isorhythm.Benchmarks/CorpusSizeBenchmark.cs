using System.Diagnostics;
using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>A corpus of as many two-bar melodies as asked for, all different, 50 a source: writing it, opening it, splitting it, reading it here and there.</summary>
internal static class CorpusSizeBenchmark
{
    private const int PhrasesPerSource = 50;
    private const int Reads = 200_000;
    private const int Pitches = 88;

    /// <summary>Usage: corpus-size --phrases N.</summary>
    public static void Run(string[] arguments)
    {
        if (arguments is not ["--phrases", var asked] || !int.TryParse(asked, CultureInfo.InvariantCulture, out var phrases))
        {
            Console.Error.WriteLine("usage: corpus-size --phrases N, such as 10000000");
            return;
        }

        var path = Path.Combine(Path.GetTempPath(), $"isorhythm-{Environment.ProcessId}.corpus");
        try
        {
            Report("write", () => Write(path, phrases));
            Console.WriteLine($"{new FileInfo(path).Length / 1e6:0} MB");
            Report("open", () => Corpus.Open(path).Dispose());
            Report("open again", () => Corpus.Open(path).Dispose());
            using var corpus = Corpus.Open(path);
            Report("split by source", () => CorpusSplit.Of(corpus, seed: 1));
            var random = new Random(1);
            Report($"read {Reads} phrases here and there", () =>
            {
                for (var i = 0; i < Reads; i++)
                {
                    _ = corpus.Music[random.Next(phrases)];
                }
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, int phrases)
    {
        var representation = (TokenRepresentation)Representation.Named("melody-2bar");
        var packed = new byte[representation.Width * sizeof(ushort)];
        using var stream = File.Create(path, 1 << 16);
        using var writer = new CorpusWriter(stream, representation);
        using var seen = new ContentSet(path);
        for (var i = 0; i < phrases; i++)
        {
            if (i % PhrasesPerSource == 0)
            {
                writer.AddSource($"an artist/a song {i / PhrasesPerSource}.mid", PhrasesPerSource, []);
            }

            for (var (step, number) = (0, i); step < representation.Width; step += 4, number /= Pitches)
            {
                packed[step * sizeof(ushort)] = (byte)(2 + (number % Pitches));
            }

            var content = ContentHash.Of(packed);
            if (seen.Add(content))
            {
                writer.AddPhrase(packed, content, writer.Sources - 1, i % PhrasesPerSource);
            }
        }

        writer.Finish();
    }

    private static void Report(string what, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-40} {seconds,8:0.000} s {(process.TotalProcessorTime - processor).TotalSeconds,8:0.000} s of processor, peak {process.PeakWorkingSet64 / 1e6:0} MB"));
    }
}
