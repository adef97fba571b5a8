using System.Numerics.Tensors;

namespace Isorhythm.Benchmarks;

/// <summary>How quickly this machine reads memory that is in no cache.</summary>
internal static class MemoryBandwidth
{
    private const int FloatsEach = 1 << 26;
    private const int Rounds = 5;

    /// <summary>Bytes a second, the best of a few rounds, by so many threads that each read a quarter of a gigabyte once.</summary>
    internal static double Measure(int threads)
    {
        var blocks = Enumerable.Range(0, threads).Select(_ => new float[FloatsEach]).ToArray();
        foreach (var block in blocks)
        {
            block.AsSpan().Fill(1); // A page that was never written is not in memory.
        }

        var sums = new float[threads];
        var seconds = Enumerable.Range(0, Rounds).Min(_ => Interleaved.Time(() => Parallel.For(0, threads, i => sums[i] = TensorPrimitives.Sum<float>(blocks[i]))));
        GC.KeepAlive(sums);
        return threads * (double)FloatsEach * sizeof(float) / seconds;
    }
}
