using System.Net;
using System.Net.WebSockets;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class SafetyTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private int Port => studio.Address.Port;

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task TheStudiosOwnNamesAreAnswered(string host) => Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, $"{host}:{Port}"));

    [Theory]
    [InlineData("evil.example:PORT")]
    [InlineData("localhost.evil.example:PORT")]
    [InlineData("203.0.113.7:PORT")]
    [InlineData("localhost:1")]
    [InlineData("localhost")]
    public async Task ANameThatIsPointedHereIsRefused(string host) =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, host.Replace("PORT", $"{Port}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("https://localhost:PORT")]
    [InlineData("null")]
    public async Task AnotherPageCanNeitherChangeAnythingNorListen(string origin)
    {
        origin = origin.Replace("PORT", $"{Port}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Delete, $"localhost:{Port}", origin));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(studio.Address, origin));
    }

    [Fact]
    public async Task TheStudiosPageCanChangeThingsAndListen()
    {
        var own = studio.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Delete, studio.Address.Authority, own));
        using var hub = await HubClient.ConnectAsync(studio.Address, own);
    }

    [Fact]
    public async Task TheBrowserIsToldToTalkToNobodyElse()
    {
        using var answer = await studio.Http.GetAsync("/api/state");
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task APortInUseIsOneSentence()
    {
        using var folder = new TemporaryFolder();
        var refused = await Assert.ThrowsAsync<Latent.IsorhythmException>(() => StudioHost.StartAsync(new StudioOptions(folder.Path, Port)));
        Assert.Contains($"Port {Port} is in use", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--port", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("not an address")]
    public async Task AnAddressThatIsNotThisMachinesIsOneSentence(string bind)
    {
        using var folder = new TemporaryFolder();
        var refused = await Assert.ThrowsAsync<Latent.IsorhythmException>(() => StudioHost.StartAsync(new StudioOptions(folder.Path, 0, bind)));
        Assert.Contains(bind, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelsFolderThatCannotBeMadeIsOneSentence()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathOf("models"), "a file");
        var refused = await Assert.ThrowsAsync<Latent.IsorhythmException>(() => StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), 0)));
        Assert.Contains(folder.PathOf("models"), refused.Message, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string host, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? "/api/state" : "/api/trainings") { Headers = { Host = host } };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await studio.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
