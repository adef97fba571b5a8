using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Benchmarks;

/// <summary>Our matrix product against OpenBLAS, in turn, at one thread and at two.</summary>
internal static unsafe class MatrixProductBenchmark
{
    private const double SecondsEach = 1;
    private const double OperationsPerRound = 2e8;
    private const int RoundsInARow = 8;

    private static readonly (int M, int N, int K, int Threads, Transposed Transposed)[] Products =
    [
        (768, 768, 768, 1, Transposed.None),
        (1536, 2048, 2048, 1, Transposed.None),
        (64, 512, 864, 1, Transposed.None),
        (64, 864, 512, 1, Transposed.None),
        (64, 864, 512, 1, Transposed.Right),
        (864, 512, 64, 1, Transposed.Left),
        (500, 576, 400, 1, Transposed.None),
        (768, 768, 768, 2, Transposed.None),
        (1536, 2048, 2048, 2, Transposed.None),
        (64, 512, 864, 2, Transposed.None),
        (64, 864, 512, 2, Transposed.Right),
        (864, 512, 64, 2, Transposed.Left),
    ];

    public static void Run(string[] arguments)
    {
        var openBlas = new OpenBlas();
        Console.WriteLine($"OpenBLAS uses its kernel for {openBlas.Kernel}. GFLOP/s of the median round; ratio = ours / OpenBLAS.");
        Console.WriteLine("     M     N     K  transposed  threads    ours  OpenBLAS  ratio");
        foreach (var (m, n, k, threads, transposed) in Products)
        {
            using var arena = new Arena();
            (Tensor a, Tensor b, Tensor c) = Factors(arena, m, n, k, transposed);
            Workers.Count = threads;
            openBlas.SetThreads(threads);
            double operations = 2.0 * m * n * k;
            int calls = (int)Math.Max(1, OperationsPerRound / operations);
            void Ours() => MatrixProduct.Multiply(a, b, c, transposed, accumulate: false);
            void Theirs() => openBlas.Multiply(transposed == Transposed.Left, transposed == Transposed.Right, m, n, k, a.Data, b.Data, c.Data);
            Interleaved.Time(Ours, 50);
            (Timing ourTime, Timing theirTime) = Interleaved.Measure(
                () => Interleaved.Time(Ours, calls), () => Interleaved.Time(Theirs, calls), SecondsEach, RoundsInARow);
            (double ours, double theirs) = (ourTime.Median, theirTime.Median);
            Console.WriteLine(
                $"{m,6}{n,6}{k,6}  {transposed,-10}{threads,9}{operations / ours / 1e9,8:F1}{operations / theirs / 1e9,10:F1}{theirs / ours,7:F2}");
        }
    }

    private static (Tensor A, Tensor B, Tensor C) Factors(Arena arena, int m, int n, int k, Transposed transposed)
    {
        var random = new RandomStream(1, "factors");
        Tensor a = transposed == Transposed.Left ? arena.Allocate(k, m) : arena.Allocate(m, k);
        Tensor b = transposed == Transposed.Right ? arena.Allocate(n, k) : arena.Allocate(k, n);
        random.Uniform(a, -1, 1);
        random.Uniform(b, -1, 1);
        return (a, b, arena.Allocate(m, n));
    }
}
