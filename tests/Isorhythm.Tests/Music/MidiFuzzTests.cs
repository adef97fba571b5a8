using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>A small part of what <c>fuzz</c> of the benchmarks runs a million times.</summary>
public sealed class MidiFuzzTests
{
    [Fact]
    public void NoDamageMakesTheReaderThrowHangOrFillTheMemory()
    {
        byte[][] written = [.. ScoreGenerator.Scores.Generator.Sample(100, 50).Select(MidiWriter.Write)];
        Fuzz(40_000, [.. written, MidiBytes.File(MidiBytes.Track(0, 0x99, 36, 100, 24, 36, 0), MidiBytes.Track(0, 0xC0, 5, 0, 0x90, 60, 1))]);
    }

    [DataFact]
    public void NoDamageToRealFilesMakesTheReaderThrowHangOrFillTheMemory() =>
        Fuzz(5_000, [.. Directory.EnumerateFiles(Path.Combine(Requirements.Data, "rhythms"), "*.mid", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(100).Select(File.ReadAllBytes)]);

    private static void Fuzz(int count, byte[][] files)
    {
        var fuzzer = new MidiFuzzer(seed: 1, files);
        fuzzer.Run(count);
        Assert.InRange(fuzzer.Readable, count / 4, count);
        Assert.True(fuzzer.Slowest.TotalSeconds < 2, $"one input took {fuzzer.Slowest}");
    }
}
