using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>The real program as a musician starts it: time to the first page, decoding over HTTP, resident memory.</summary>
internal static partial class StudioBenchmark
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
            playable.Add(await studio.UntilPlayableAsync());
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

    [GeneratedRegex(@"(src|href)=""(?<file>[^""#]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FilesOfThePage();

    private sealed class StudioProcess : IDisposable
    {
        private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(5);

        private readonly Stopwatch clock = Stopwatch.StartNew();
        private readonly Process process;

        public StudioProcess(string models)
        {
            var port = FreePort();
            Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            process = Process.Start(new ProcessStartInfo(Program(), ["studio", "--models", models, "--port", $"{port}"]) { UseShellExecute = false, RedirectStandardError = true })!;
        }

        public HttpClient Http { get; }

        public double ResidentMegabytes => Now.WorkingSet64 / 1e6;

        public double ProcessorSeconds => Now.TotalProcessorTime.TotalSeconds;

        private Process Now
        {
            get
            {
                process.Refresh();
                return process;
            }
        }

        public async Task<double> UntilPageAsync()
        {
            while (true)
            {
                try
                {
                    await Http.GetStringAsync("/");
                    return clock.Elapsed.TotalSeconds;
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(BetweenTries);
                }
            }
        }

        public async Task<double> UntilPlayableAsync()
        {
            var page = await Http.GetStringAsync("/");
            await Task.WhenAll(FilesOfThePage().Matches(page).Select(match => Http.GetByteArrayAsync(match.Groups["file"].Value)));
            await Http.GetStringAsync("/api/state");
            await Http.GetStringAsync($"/api/models/{ModelName}/map");
            await Http.GetByteArrayAsync($"/api/models/{ModelName}/change?size={MapSize}");
            return clock.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            Http.Dispose();
        }

        private static string Program()
        {
            var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Isorhythm/release", OperatingSystem.IsWindows() ? "isorhythm.exe" : "isorhythm"));
            return File.Exists(program) ? program : throw new FileNotFoundException($"{program} is missing: dotnet build -c Release makes it.");
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
            listener.Start();
            return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
