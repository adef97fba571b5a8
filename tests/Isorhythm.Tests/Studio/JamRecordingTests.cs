using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>What was played stays, whatever happens to the studio.</summary>
public sealed class JamRecordingTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly (int, int, int, double)[] Beat = [(0, 0, 110, 0), (24, 1, 96, 0.25)];
    private static readonly JamHead Head = new("a jam", "m", 120, 2, 5, "hash", DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task AStudioThatIsKilledLosesNoBarThatItAnswered()
    {
        using var folder = new TemporaryFolder();
        CopyModel(folder.Path);
        var port = StudioProcess.FreePort();
        string? token = null;
        var replies = new List<string>();
        for (var life = 0; life < 3; life++)
        {
            using var process = await StudioProcess.StartAsync(folder.Path, port);
            using var player = await JamClient.OverHubAsync(process.Address);
            var joined = await player.JoinAsync("killed", token);
            token = joined.GetProperty("token").GetString();
            Assert.Equal(replies, joined.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty("reply").GetRawText()));
            for (var bar = 0; bar < 3; bar++)
            {
                replies.Add((await player.PlayAsync(replies.Count + 1, Beat)).GetProperty("notes").GetRawText());
            }

            process.Kill();
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "jams", "killed.jsonl"));
        Assert.Equal(1 + replies.Count, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains(token!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"type\":\"turn\",\"number\":2,\"not")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task ATornLastLineIsSkippedAndTheSessionGoesOn(string torn)
    {
        var name = $"torn {Math.Abs(torn.GetHashCode(StringComparison.Ordinal))}";
        string token;
        using (var player = await JamClient.OverHubAsync(studio.Address))
        {
            token = (await player.JoinAsync(name)).GetProperty("token").GetString()!;
            await player.PlayAsync(1, Beat);
        }

        var path = Path.Combine(studio.Models, "jams", name + ".jsonl");
        await File.AppendAllTextAsync(path, torn);
        using (var again = await JamClient.OverHubAsync(studio.Address))
        {
            Assert.Single((await again.JoinAsync(name, token)).GetProperty("turns").EnumerateArray());
            await again.PlayAsync(2, Beat);
        }

        var record = JamRecord.Of(JamFile.ReadAll(path))!;
        Assert.Equal([1, 2], record.Turns.Select(turn => turn.Number));
        Assert.Equal(2, (await studio.Http.JsonAsync($"/api/jams/{Uri.EscapeDataString(name)}/json")).GetProperty("turns").GetArrayLength());
    }

    [Fact]
    public void LinesThatAnotherStudioAddedAreFound()
    {
        using var folder = new TemporaryFolder();
        using var ours = JamFile.Open(folder.PathOf("a.jsonl"));
        using var theirs = JamFile.Open(folder.PathOf("a.jsonl"));
        ours.Append(Head);
        Assert.Equal(Head, Assert.Single(theirs.ReadNew()));
        theirs.Append(new JamSet(1, 0));
        theirs.Append(new JamSet(2, 0));
        Assert.Equal([new JamSet(1, 0), new JamSet(2, 0)], ours.ReadNew());
        ours.Append(new JamSet(3, 0));
        Assert.Empty(ours.ReadNew());
        Assert.Equal(4, JamFile.ReadAll(folder.PathOf("a.jsonl")).Count);
    }

    [Fact]
    public void OfTwoTurnsWithOneNumberTheFirstCounts()
    {
        static JamTurn Turn(int number, double milliseconds) => new(number, [], [], [0, 0, 0], [0, 0, 0], [], [], 0.5, 0, milliseconds, DateTimeOffset.UtcNow);

        var record = JamRecord.Of([Head, Turn(2, 20), Turn(1, 10), Turn(2, 99)])!;

        Assert.Equal([10, 20], record.Turns.Select(turn => turn.Milliseconds));
    }

    [Fact]
    public async Task AnotherStudioOnTheSameFolderCarriesTheSessionOn()
    {
        var options = new StudioOptions(studio.Models, Port: 0) { ShippedFolder = null };
        await using var second = await StudioHost.StartAsync(options);
        using var here = await JamClient.OverHubAsync(studio.Address);
        var token = (await here.JoinAsync("moves")).GetProperty("token").GetString();
        await here.PlayAsync(1, Beat);
        using (var there = await JamClient.OverHubAsync(new UriBuilder(second.Address) { Host = "127.0.0.1" }.Uri))
        {
            Assert.Single((await there.JoinAsync("moves", token)).GetProperty("turns").EnumerateArray());
            await there.PlayAsync(2, Beat);
        }

        Assert.Equal(2, (await here.JoinAsync("moves", token)).GetProperty("turns").GetArrayLength());
        await here.PlayAsync(3, Beat);
        Assert.Equal(3, (await studio.Http.JsonAsync("/api/jams/moves/json")).GetProperty("turns").GetArrayLength());
    }

    [Fact]
    public async Task NamesThatDifferOnlyInCaseAreOneSession()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("Stage Left");
        using var other = await JamClient.OverHubAsync(studio.Address);
        await other.SayAsync(new { type = "join", session = "stage left", model = StudioFixture.ModelName, bpm = 120, bars = 2 });
        Assert.Contains("somebody else's", await other.ErrorAsync(), StringComparison.Ordinal);
    }

    internal static string CopyModel(StudioFixture from, string folder)
    {
        var model = Path.Combine(folder, StudioFixture.ModelName);
        Directory.CreateDirectory(model);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(from.Models, StudioFixture.ModelName)))
        {
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        }

        return model;
    }

    private void CopyModel(string folder) => CopyModel(studio, folder);
}
