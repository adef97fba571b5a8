using System.Diagnostics;
using System.Net.WebSockets;

namespace Isorhythm.Tests;

/// <summary>Two studios behind the nginx whose configuration is in deploy/.</summary>
public sealed class JamProxyTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const string Session = "on stage";
    private static readonly (int, int, int, double)[] Beat = [(0, 0, 110, 0), (24, 1, 96, 0.25)];

    [NginxFact]
    public async Task ASessionSurvivesTheLossOfTheOtherProcessAndOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        JamRecordingTests.CopyModel(studio, folder.Path);
        var (port, first, second) = (StudioProcess.FreePort(), StudioProcess.FreePort(), StudioProcess.FreePort());
        var address = new Uri($"http://127.0.0.1:{port}");
        using var one = await StudioProcess.StartAsync(folder.Path, first, "--address", $"{address}");
        using var two = await StudioProcess.StartAsync(folder.Path, second, "--address", $"{address}");
        using var nginx = new Proxy(port, first, second);
        await StudioProcess.UntilAnsweredAsync(new Uri(address, "/api/jams"));

        string? token;
        StudioProcess own;
        using (var player = await JamClient.OverSocketAsync(address, Session, origin: address.GetLeftPart(UriPartial.Authority)))
        {
            token = (await player.JoinAsync(Session)).GetProperty("token").GetString();
            await player.PlayAsync(1, Beat);
            own = await PlaysAsync(one) ? one : two;
            Assert.False(await PlaysAsync(own == one ? two : one));

            // The page's hub finds the same process by the same name.
            using var watcher = await JamClient.OverHubAsync(address, Session);
            await watcher.SayAsync(new { type = "join", session = Session, watch = true });
            await watcher.HearAsync("joined");

            (own == one ? two : one).Kill();
            await player.PlayAsync(2, Beat);
            Assert.Equal(2, (await watcher.HearAsync("turn")).GetProperty("number").GetInt32());
        }

        using var other = await StudioProcess.StartAsync(folder.Path, own == one ? second : first, "--address", $"{address}");
        own.Kill();
        using var back = await ReconnectAsync(address);
        var joined = await back.JoinAsync(Session, token);
        Assert.Equal([1, 2], joined.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty("number").GetInt32()));
        await back.PlayAsync(3, Beat);
        Assert.True(await PlaysAsync(other));
    }

    private static async Task<JamClient> ReconnectAsync(Uri address)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                return await JamClient.OverSocketAsync(address, Session);
            }
            catch (WebSocketException) when (clock.Elapsed < TimeSpan.FromSeconds(15))
            {
            }
        }
    }

    private static async Task<bool> PlaysAsync(StudioProcess process)
    {
        using var http = new HttpClient { BaseAddress = process.Address };
        return (await http.JsonAsync("/api/jams")).EnumerateArray().Any(jam => jam.GetProperty("playing").GetBoolean());
    }

    private sealed class Proxy : IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly Process process;

        public Proxy(int port, int first, int second)
        {
            var shipped = File.ReadAllText(Path.Combine(Requirements.Repository, "deploy", "nginx.conf"));
            var ours = shipped.Replace("listen 8080", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
                .Replace("127.0.0.1:5171", $"127.0.0.1:{first}", StringComparison.Ordinal)
                .Replace("127.0.0.1:5172", $"127.0.0.1:{second}", StringComparison.Ordinal);
            Assert.Equal(3, shipped.Split('\n').Zip(ours.Split('\n')).Count(line => line.First != line.Second));
            File.WriteAllText(folder.PathOf("nginx.conf"), ours);
            process = Process.Start(new ProcessStartInfo(
                Requirements.Nginx, ["-p", folder.Path, "-c", folder.PathOf("nginx.conf"), "-e", "stderr", "-g", "daemon off;"])
            {
                UseShellExecute = false,
            })!;
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
            folder.Dispose();
        }
    }
}
