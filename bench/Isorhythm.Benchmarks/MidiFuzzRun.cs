using System.Diagnostics;
using System.Globalization;
using Isorhythm.Tests.Music;

namespace Isorhythm.Benchmarks;

/// <summary>Damages MIDI files for as long as one likes, and sees that the reader keeps its promises.</summary>
internal static class MidiFuzzRun
{
    private const int LargestFile = 30_000;
    private const int InputsPerRound = 10_000;

    /// <summary>Usage: fuzz --count N --data PATH, a folder with MIDI files to damage.</summary>
    public static void Run(string[] arguments)
    {
        if (arguments is not ["--count", var number, "--data", var data] || !int.TryParse(number, CultureInfo.InvariantCulture, out var count))
        {
            Console.Error.WriteLine("usage: fuzz --count N --data PATH, a folder with MIDI files to damage");
            return;
        }

        byte[][] files = [.. MidiBenchmark.Load(data).Where(file => file.Length is > 0 and <= LargestFile)];
        var fuzzer = new MidiFuzzer(seed: 2, files);
        var clock = Stopwatch.StartNew();
        for (var done = 0; done < count; done += InputsPerRound)
        {
            fuzzer.Run(Math.Min(InputsPerRound, count - done));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} inputs from {files.Length} files in {clock.Elapsed.TotalSeconds:0} s: no exception, no hang, every score sound; of {fuzzer.Readable:N0} a score was read"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"slowest input {fuzzer.Slowest.TotalMilliseconds:0.0} ms; at most {fuzzer.MostPerByte:0.0} bytes allocated a byte (inputs over 1,000 bytes)"));
    }
}
