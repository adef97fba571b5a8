using System.Diagnostics;
using System.Numerics.Tensors;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>How quickly a model opens and answers: what a page that is being played waits for.</summary>
internal static class LatentSpaceBenchmark
{
    private const int Rounds = 500;
    private const int MapSize = 96;

    internal static void Run(string[] args)
    {
        var model = args.SkipWhile(arg => arg != "--model").Skip(1).FirstOrDefault() ?? throw new IsorhythmException("space needs --model PATH, a model folder.");
        GridSpace space = null!;
        Console.WriteLine($"open, the first time          {Milliseconds(() => space = GridSpace.Open(model)),8:0.0} ms");
        Console.WriteLine($"open again                    {Milliseconds(() => GridSpace.Open(model)),8:0.0} ms");
        var codes = space.Sample(Rounds, 1, seed: 1);
        var values = new float[space.Grid.Width];
        Report("decode one code to values", i => space.DecodeValues(codes[i], values));
        Report("decode one code to a phrase", i => space.Decode(codes[i]));
        Report("encode one phrase", i => space.Encode(space.Phrases[i % space.Phrases.Count].Phrase));
        Report("encode, sample near, decode", i =>
        {
            var near = space.Encode(space.Phrases[i % space.Phrases.Count].Phrase);
            TensorPrimitives.MultiplyAdd(codes[i], 0.3f, near, near);
            space.Decode(near);
        });
        Report("nearest ten phrases", i => space.Nearest(codes[i], 10));
        Console.WriteLine($"how a map of {MapSize} x {MapSize} changes {Milliseconds(() => space.Map.Change(MapSize)),11:0.0} ms");
    }

    private static void Report(string what, Action<int> answer)
    {
        var times = Enumerable.Range(0, Rounds).Select(i => Milliseconds(() => answer(i))).Order().ToArray();
        Console.WriteLine($"{what,-29} {times[Rounds / 2],8:0.00} ms median, {times[Rounds * 99 / 100]:0.00} ms p99");
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
