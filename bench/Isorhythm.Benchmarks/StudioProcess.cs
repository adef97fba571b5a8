using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Isorhythm.Benchmarks;

/// <summary>The real program, started as a musician starts it.</summary>
internal sealed partial class StudioProcess : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(5);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Process process;

    public StudioProcess(string models, int? onPort = null)
    {
        var port = onPort ?? FreePort();
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

    public async Task<double> UntilPlayableAsync(string model, int mapSize)
    {
        var page = await Http.GetStringAsync("/");
        await Task.WhenAll(FilesOfThePage().Matches(page).Select(match => Http.GetByteArrayAsync(match.Groups["file"].Value)));
        await Http.GetStringAsync("/api/state");
        await Http.GetStringAsync($"/api/models/{model}/map");
        await Http.GetByteArrayAsync($"/api/models/{model}/change?size={mapSize}");
        return clock.Elapsed.TotalSeconds;
    }

    [GeneratedRegex(@"(src|href)=""(?<file>[^""#]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FilesOfThePage();

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

    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
