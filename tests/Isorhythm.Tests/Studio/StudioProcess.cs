using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Isorhythm.Tests.Cli;

namespace Isorhythm.Tests;

/// <summary>The studio as a process of its own, which can be killed.</summary>
internal sealed class StudioProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private StudioProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<StudioProcess> StartAsync(string models, int port, params string[] more)
    {
        var started = IsorhythmProgram.Start(models, ["studio", "--models", models, "--port", $"{port}", .. more]);
        var studio = new StudioProcess(started, new Uri($"http://127.0.0.1:{port}"));
        started.ErrorDataReceived += (_, line) => studio.said.Enqueue(line.Data ?? "");
        started.BeginErrorReadLine();
        await UntilAnsweredAsync(new Uri(studio.Address, "/api/jams"));
        return studio;
    }

    /// <summary>Waits until somebody answers there.</summary>
    public static async Task UntilAnsweredAsync(Uri address)
    {
        using var http = new HttpClient();
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                using var answer = await http.GetAsync(address);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (clock.Elapsed < Patience)
            {
            }

            Assert.True(clock.Elapsed < Patience, $"Nothing answers at {address}.");
        }
    }

    /// <summary>Waits until the terminal says something with those words.</summary>
    public async Task UntilSaidAsync(string words)
    {
        for (var clock = Stopwatch.StartNew(); !said.Any(line => line.Contains(words, StringComparison.Ordinal)); await Task.Delay(20))
        {
            Assert.True(clock.Elapsed < Patience, $"The studio did not say \"{words}\", but: {string.Join(' ', said)}");
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends the process as a power cut would: with SIGKILL.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
