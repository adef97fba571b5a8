using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>What a jam does with clients that are broken, or mean.</summary>
public sealed class JamLimitsTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly (int, int, int, double)[] Beat = [(0, 0, 110, 0), (24, 1, 96, 0)];

    [Theory]
    [InlineData("hub")]
    [InlineData("socket")]
    public async Task AFloodOfMessagesIsDroppedWithASentenceASecond(string door)
    {
        const int Messages = 10_000;
        using var player = await JamClient.OverAsync(door, studio.Address);
        await player.JoinAsync($"flood {door}");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Messages; i++)
        {
            await player.SayAsync(new { type = "leave it" });
        }

        // What was allowed is refused one by one; what was not, once a second.
        await player.SayAsync("{}");
        await Task.Delay(1_500);
        await player.SayAsync(new { type = "the last" });
        var (dropped, read) = (0, 0);
        for (string sentence; !(sentence = await player.ErrorAsync()).Contains("the last", StringComparison.Ordinal);)
        {
            (dropped, read) = sentence.Contains("too many", StringComparison.Ordinal) ? (dropped + 1, read) : (dropped, read + 1);
        }

        Assert.InRange(dropped, 1, clock.Elapsed.TotalSeconds + 1);
        Assert.InRange(read, 1, 200 + (100 * clock.Elapsed.TotalSeconds));
        await player.PlayAsync(1, Beat);
    }

    [Fact]
    public async Task AMessageOfTenMegabytesGetsASentenceAndTheSessionGoesOn()
    {
        using var player = await JamClient.OverSocketAsync(studio.Address);
        await player.JoinAsync("large");
        await player.SayAsync(new string(' ', 10 << 20) + "{\"type\":\"leave\"}");
        Assert.Contains("64 KB", await player.ErrorAsync(), StringComparison.Ordinal);
        await player.PlayAsync(1, Beat);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task AMessageIsReadUpToItsLimit(int beyond, bool isRead)
    {
        using var player = await JamClient.OverSocketAsync(studio.Address);
        await player.SayAsync("{}".PadRight((64 << 10) + beyond));
        Assert.Equal(isRead, (await player.ErrorAsync()).Contains("no message of the type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHubMessageOfTenMegabytesCostsOnlyItsOwnConnection()
    {
        using var other = await JamClient.OverHubAsync(studio.Address);
        await other.JoinAsync("beside");
        using var player = await JamClient.OverHubAsync(studio.Address);
        var token = (await player.JoinAsync("large hub")).GetProperty("token").GetString();
        await player.PlayAsync(1, Beat);
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            await player.SayAsync(new { type = "phrase", number = 2, notes = new string(' ', 10 << 20) });
            await player.HearAsync("reply");
        });

        await other.PlayAsync(1, Beat);
        using var back = await JamClient.OverHubAsync(studio.Address);
        Assert.Single((await back.JoinAsync("large hub", token)).GetProperty("turns").EnumerateArray());
        await back.PlayAsync(2, Beat);
    }

    [Fact]
    public async Task AHubMessageThatIsTooLongIsSaidInTheTerminal()
    {
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(folder.PathOf(StudioFixture.ModelName));
        using var process = await StudioProcess.StartAsync(folder.Path, StudioProcess.FreePort());
        using var player = await JamClient.OverHubAsync(process.Address);
        await player.JoinAsync("said");
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            await player.SayAsync(new { type = "phrase", number = 1, notes = new string(' ', 10 << 20) });
            await player.HearAsync("reply");
        });

        await process.UntilSaidAsync("more than 64 KB at once");
    }

    [Fact]
    public async Task MorePhrasesThanMayWaitAreRefusedAndTheOthersAnswered()
    {
        using var player = await JamClient.OverSocketAsync(studio.Address);
        await player.JoinAsync("eager");
        for (var number = 1; number <= 50; number++)
        {
            await player.PhraseAsync(number, Beat);
        }

        var last = await player.HearAsync("reply");
        while (last.GetProperty("number").GetInt32() < 4)
        {
            last = await player.HearAsync("reply");
        }

        await Task.Delay(300);
        await player.PhraseAsync(51, Beat);
        while (last.GetProperty("number").GetInt32() < 51)
        {
            last = await player.HearAsync("reply");
        }
    }

    [Fact]
    public async Task NestedGarbageIsRefused()
    {
        using var player = await JamClient.OverSocketAsync(studio.Address);
        await player.SayAsync(string.Concat(Enumerable.Repeat("{\"notes\":[", 1_000)));
        await player.ErrorAsync();
        await player.JoinAsync("nested");
        await player.PlayAsync(1, Beat);
    }

    [Fact]
    public async Task APlayerWhoIsCutOffAndComesBackLosesNoBar()
    {
        var random = new Random(1);
        string? token = null;
        var played = 0;
        for (var cut = 0; cut < 8; cut++)
        {
            using var player = await JamClient.OverHubAsync(studio.Address);
            var clock = Stopwatch.StartNew();
            var joined = await player.JoinAsync("cut", token);
            token = joined.GetProperty("token").GetString();
            Assert.Equal(Enumerable.Range(1, played), Numbers(joined).Take(played));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2));
            for (var bars = random.Next(1, 4); bars > 0; bars--)
            {
                // The phrase that the cut left on its way may be answered here, too.
                await player.PhraseAsync(++played, Beat);
                while ((await player.HearAsync("reply")).GetProperty("number").GetInt32() < played)
                {
                }
            }

            // Cut with a phrase on its way: it may be answered or not, and is played again.
            await player.PhraseAsync(played + 1, Beat);
        }

        Assert.InRange((await studio.Http.JsonAsync("/api/jams/cut/json")).GetProperty("turns").GetArrayLength(), played, played + 1);
    }

    private static IEnumerable<int> Numbers(JsonElement joined) => joined.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty("number").GetInt32());
}
