using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class OscTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder folder = new();
    private readonly UdpClient listener = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient wekinator = new(new IPEndPoint(IPAddress.Loopback, 0));
    private StudioHost? studio;

    [Fact]
    public async Task AHeadThatWekinatorSendsReachesThePage()
    {
        using var page = await OpenAsync(on: true);
        await SendAsync(await PortAsync(), OscWriter.Write(new OscMessage("/wek/outputs", [0.25f, 0.75f])));
        var heard = await HeardAsync(page);
        Assert.Equal("/wek/outputs", heard.GetProperty("address").GetString());
        Assert.Equal([0.25, 0.75], heard.GetProperty("numbers").EnumerateArray().Select(number => number.GetDouble()));
    }

    [Fact]
    public async Task OfAFloodOfHeadsTheNewestComesAndFewOfTheRest()
    {
        using var page = await OpenAsync(on: true);
        var port = await PortAsync();
        const int flood = 3_000;
        for (var n = 1; n <= flood; n++)
        {
            await SendAsync(port, OscWriter.Write(new OscMessage("/isorhythm/head", [n / (float)flood, 0f])));
        }

        // The system drops what a flood leaves no room for, so the last word is said until it is heard.
        using var said = new CancellationTokenSource();
        var saying = RepeatAsync(port, OscWriter.Write(new OscMessage("/isorhythm/stop", [])), said.Token);
        var told = 0;
        while (true)
        {
            var messages = (await page.NextAsync("osc", IsHeard)).GetProperty("heard").EnumerateArray().ToList();
            told += messages.Count;
            if (messages.Any(message => message.GetProperty("address").GetString() == "/isorhythm/stop"))
            {
                break;
            }
        }

        await said.CancelAsync();
        await saying;
        Assert.InRange(told, 1, flood / 3);
    }

    [Fact]
    public async Task GarbageIsCountedAndWhatComesAfterItIsHeard()
    {
        using var page = await OpenAsync(on: true);
        var port = await PortAsync();
        await SendAsync(port, [1, 2, 3]);
        await SendAsync(port, OscWriter.Write(new OscMessage("/not/known", [])));
        await SendAsync(port, OscWriter.Write(new OscMessage("/isorhythm/play", [1])));
        Assert.Equal("/isorhythm/play", (await HeardAsync(page)).GetProperty("address").GetString());
        var counted = await page.NextAsync("osc", told => told.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.Object
            && state.GetProperty("garbage").GetInt64() == 1);
        Assert.Equal("/not/known", counted.GetProperty("state").GetProperty("unknown").GetString());
    }

    [Fact]
    public async Task StrokesAndTheHeadGoOutAndTheHeadOfAHandToWekinator()
    {
        using var page = await OpenAsync(on: true);
        await page.CallAsync("Osc", new
        {
            head = new { x = 0.5, y = 2.0, byHand = true },
            notes = new object?[] { null, new { channel = 10, pitch = 36, velocity = 100, length = 80.0, name = "Kick", after = 20.0 }, new { channel = 99, pitch = 1 } },
            values = new object?[] { null, new { address = "/isorhythm/tempo", value = 124.0 }, new { address = "/etc/passwd", value = 1.0 } },
        });
        Assert.Equal(("/isorhythm/head", "0.5 1"), await ReceiveAsync(listener));
        Assert.Equal(("/isorhythm/tempo", "124"), await ReceiveAsync(listener));
        Assert.Equal(("/isorhythm/note", "10 36 100 80 Kick"), await ReceiveAsync(listener));
        Assert.Equal(("/wek/inputs", "0.5 1"), await ReceiveAsync(wekinator));
        Assert.Equal(("/wekinator/control/outputs", "0.5 1"), await ReceiveAsync(wekinator));
    }

    [Fact]
    public async Task ItIsOffUntilAPageSwitchesItOn()
    {
        using var page = await OpenAsync(on: false);
        Assert.False((await StateAsync()).GetProperty("on").GetBoolean());
        await page.CallAsync("Osc", new { on = true });
        await page.NextAsync("osc", told => told.GetProperty("state").GetProperty("on").GetBoolean());
        await SendAsync(await PortAsync(), OscWriter.Write(new OscMessage("/isorhythm/stop", [])));
        Assert.Equal("/isorhythm/stop", (await HeardAsync(page)).GetProperty("address").GetString());
    }

    [Fact]
    public async Task APortThatIsTakenIsToldInASentenceAndTheStudioRuns()
    {
        using var page = await OpenAsync(on: true, ((IPEndPoint)listener.Client.LocalEndPoint!).Port);
        var state = await StateAsync();
        Assert.False(state.GetProperty("on").GetBoolean());
        Assert.Contains("--osc-in", state.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (studio is not null)
        {
            await studio.DisposeAsync();
        }

        listener.Dispose();
        wekinator.Dispose();
        folder.Dispose();
    }

    private async Task<HubClient> OpenAsync(bool on, int port = 0)
    {
        StudioFixture.TrainOne(Path.Combine(folder.PathOf("models"), StudioFixture.ModelName), new Latent.TrainingOptions(Steps: 1));
        studio = await StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0)
        {
            ShippedFolder = null,
            Osc = new OscOptions
            {
                On = on,
                In = new IPEndPoint(IPAddress.Loopback, port),
                Out = (IPEndPoint)listener.Client.LocalEndPoint!,
                Wekinator = (IPEndPoint)wekinator.Client.LocalEndPoint!,
            },
        });
        return await HubClient.ConnectAsync(studio.Address);
    }

    private async Task<JsonElement> StateAsync()
    {
        using var http = new HttpClient { BaseAddress = studio!.Address };
        using var answer = JsonDocument.Parse(await http.GetStringAsync("/api/osc"));
        return answer.RootElement.GetProperty("state").Clone();
    }

    private async Task<int> PortAsync() => IPEndPoint.Parse((await StateAsync()).GetProperty("in").GetString()!).Port;

    private static bool IsHeard(JsonElement told) => told.TryGetProperty("heard", out var heard) && heard.ValueKind == JsonValueKind.Array;

    private static async Task<JsonElement> HeardAsync(HubClient page) => (await page.NextAsync("osc", IsHeard)).GetProperty("heard")[0];

    private async Task SendAsync(int port, byte[] packet) => await listener.SendAsync(packet, new IPEndPoint(IPAddress.Loopback, port));

    private async Task RepeatAsync(int port, byte[] packet, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await SendAsync(port, packet);
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static async Task<(string Address, string Arguments)> ReceiveAsync(UdpClient socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var message = Assert.Single(OscReader.Read((await socket.ReceiveAsync(patience.Token)).Buffer));
        return (message.Address, string.Join(' ', message.Arguments.Select(argument => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{argument}"))));
    }
}
