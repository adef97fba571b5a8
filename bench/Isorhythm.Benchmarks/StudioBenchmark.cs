using System.Diagnostics;
using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>The real program as a musician starts it: time to the first page, decoding over HTTP, resident memory.</summary>
internal static class StudioBenchmark
{
    private const int Starts = 7;
    private const int Decodes = 2_000;
    private const int MapSize = 64;
    private const string ModelName = "benchmark";

    public static void Run(string[] arguments)
    {
        var models = Directory.CreateTempSubdirectory("isorhythm-benchmark-").FullName;
        try
        {
            // The sizes of the network count here, not how well it has learned.
            var recipe = Recipe.Named("r-vae-2bar");
            Trainer.Run(recipe, Corpus.BuiltIn(Representation.Named(recipe.Representation)), Path.Combine(models, ModelName), new TrainingOptions(Steps: 50));
            MeasureAsync(models).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }

    private static async Task MeasureAsync(string models)
    {
        var (page, playable, processor) = (new List<double>(), new List<double>(), new List<double>());
        for (var start = 0; start < Starts; start++)
        {
            using var studio = new StudioProcess(models);
            page.Add(await studio.UntilPageAsync());
            playable.Add(await studio.UntilPlayableAsync(ModelName, MapSize));
            processor.Add(studio.ProcessorSeconds);
            if (start == Starts - 1)
            {
                await MeasureDecodingAsync(studio);
            }
        }

        Console.WriteLine($"page served after     {Spread(page)}");
        Console.WriteLine($"playable after        {Spread(playable)}: page, its files, models, map of {MapSize} x {MapSize}");
        Console.WriteLine($"processor time then   {Spread(processor)}");
    }

    private static async Task MeasureDecodingAsync(StudioProcess studio)
    {
        Console.WriteLine($"resident, playable    {studio.ResidentMegabytes:F0} MB");
        var random = new Random(1);
        var times = new List<double>(Decodes);
        for (var i = 0; i < Decodes; i++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"/api/models/{ModelName}/decode?x={(random.NextDouble() * 6) - 3}&y={(random.NextDouble() * 6) - 3}");
            var start = Stopwatch.GetTimestamp();
            await studio.Http.GetByteArrayAsync(address);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"decode over HTTP      p50 {Of(times, 0.5):F2} ms, p99 {Of(times, 0.99):F2} ms, slowest {times.Max():F1} ms ({Decodes} requests, one after another)");
        Console.WriteLine($"resident, then        {studio.ResidentMegabytes:F0} MB");
    }

    private static string Spread(List<double> seconds) =>
        $"{Of(seconds, 0.5):F2} s (median of {Starts} starts; {seconds.Min():F2} to {seconds.Max():F2} s)";

    private static double Of(List<double> values, double quantile) => values.Order().ElementAt((int)(quantile * (values.Count - 1)));
}
