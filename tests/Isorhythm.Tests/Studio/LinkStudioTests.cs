using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>Link as pages have it: by the hub.</summary>
public sealed class LinkStudioTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly LinkMeeting meeting = new();
    private StudioHost? studio;

    [Fact]
    public async Task ItIsOffUntilAPageSwitchesItOnAndThenThereAreOthers()
    {
        using var page = await OpenAsync(on: false);
        Assert.False((await StateAsync()).GetProperty("on").GetBoolean());
        using var other = meeting.Join(90);
        await page.CallAsync("Link", new { on = true, tempo = 133.0 });
        var session = await SessionAsync(page, session => session.GetProperty("peers").GetInt32() == 1);
        await page.CallAsync("Link", new { on = false });
        await page.NextAsync("link", told => !told.GetProperty("on").GetBoolean());
        await meeting.UntilAsync(() => other.State.Peers == 0);
        Assert.Equal(other.State.BeatsPerMinute, session.GetProperty("beatsPerMinute").GetDouble());
    }

    [Fact]
    public async Task APageThatComesLaterLearnsHowLinkStands()
    {
        using var page = await OpenAsync(on: true);
        Assert.Equal(120, (await SessionAsync(page)).GetProperty("beatsPerMinute").GetDouble());
        Assert.True((await StateAsync()).GetProperty("on").GetBoolean());
    }

    [Fact]
    public async Task TempoStartAndStopGoFromThePageToTheOthersAndBack()
    {
        using var page = await OpenAsync(on: true);
        using var other = meeting.Join();
        await SessionAsync(page, session => session.GetProperty("peers").GetInt32() == 1);
        await page.CallAsync("Link", new { tempo = 97.5, play = new { on = true, at = meeting.Clock.Now / 1e3 } });
        await meeting.UntilAsync(() => other.State is { BeatsPerMinute: > 97.4 and < 97.6, Playing.On: true });
        other.SetTempo(64);
        other.SetPlaying(false, meeting.Clock.Now);
        await SessionAsync(page, session => Math.Abs(session.GetProperty("beatsPerMinute").GetDouble() - 64) < 0.01 && !session.GetProperty("playing").GetProperty("on").GetBoolean());
    }

    [Fact]
    public async Task WhatIsBeyondAnySenseIsLeftOut()
    {
        using var page = await OpenAsync(on: true);
        using var other = meeting.Join();
        await SessionAsync(page, session => session.GetProperty("peers").GetInt32() == 1);
        await page.CallAsync("Link", new { play = new { on = true, at = 1e300 } });
        await page.CallAsync("Link", new { play = new { on = true, at = -1e15 } });
        await page.CallAsync("Link", new { tempo = 1e308 });
        var session = await SessionAsync(page, session => session.GetProperty("beatsPerMinute").GetDouble() > 900);
        Assert.Equal(JsonValueKind.Null, session.GetProperty("playing").ValueKind);
        await meeting.UntilAsync(() => other.State.BeatsPerMinute > 900);
    }

    [Fact]
    public async Task APortThatIsHeldIsToldInASentenceAndTheStudioRuns()
    {
        using var holder = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        holder.Bind(new IPEndPoint(IPAddress.Any, meeting.Options.Meeting.Port));
        using var page = await OpenAsync(on: true);
        var told = await page.NextAsync("link", told => told.GetProperty("error").ValueKind == JsonValueKind.String);
        Assert.False(told.GetProperty("on").GetBoolean());
        Assert.Contains("close that program", told.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (studio is not null)
        {
            await studio.DisposeAsync();
        }

        meeting.Dispose();
        folder.Dispose();
    }

    private async Task<HubClient> OpenAsync(bool on)
    {
        StudioFixture.TrainOne(Path.Combine(folder.PathOf("models"), StudioFixture.ModelName), new Latent.TrainingOptions(Steps: 1));
        studio = await StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0) { ShippedFolder = null, Link = meeting.Options with { On = on } });
        return await HubClient.ConnectAsync(studio.Address);
    }

    private static async Task<JsonElement> SessionAsync(HubClient page, Func<JsonElement, bool>? fits = null) =>
        (await page.NextAsync("link", told =>
            told.GetProperty("session") is { ValueKind: JsonValueKind.Object } session && (fits is null || fits(session)))).GetProperty("session");

    private async Task<JsonElement> StateAsync()
    {
        using var http = new HttpClient { BaseAddress = studio!.Address };
        using var answer = JsonDocument.Parse(await http.GetStringAsync("/api/link"));
        return answer.RootElement.Clone();
    }
}
