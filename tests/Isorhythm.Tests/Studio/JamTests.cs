using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>The jam as players meet it, through both doors.</summary>
public sealed class JamTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly (int, int, int, double)[] Beat = [(0, 0, 110, 0), (24, 1, 96, 0.25), (48, 0, 104, -0.25), (72, 1, 90, 0)];

    [Theory]
    [InlineData("hub")]
    [InlineData("socket")]
    public async Task AJoinTellsAllThatAPageShows(string door)
    {
        using var player = await JamClient.OverAsync(door, studio.Address);
        var joined = await player.JoinAsync($"first {door}");
        Assert.Equal($"first {door}", joined.GetProperty("session").GetString());
        Assert.Equal(96, joined.GetProperty("steps").GetInt32());
        Assert.Equal(12, joined.GetProperty("stepsPerQuarter").GetInt32());
        Assert.Equal(["Kick", "Snare", "Closed hat", "Open hat", "Low tom", "Mid tom", "High tom", "Clap", "Rim"], joined.GetProperty("drums").EnumerateArray().Select(drum => drum.GetString()));
        Assert.Equal(32, joined.GetProperty("token").GetString()!.Length);
        Assert.Equal(StudioFixture.ModelName, joined.GetProperty("model").GetString());
        Assert.Equal((120, 2), (joined.GetProperty("bpm").GetDouble(), joined.GetProperty("bars").GetInt32()));
        Assert.Equal((0.5, 0), (joined.GetProperty("sigma").GetDouble(), joined.GetProperty("drift").GetDouble()));
        Assert.InRange(joined.GetProperty("cloud").GetArrayLength(), 1, 1500);
        Assert.All(joined.GetProperty("cloud").EnumerateArray(), IsPoint);
        Assert.Empty(joined.GetProperty("turns").EnumerateArray());
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("socket")]
    public async Task APhraseIsAnsweredAsTheContractSays(string door)
    {
        using var player = await JamClient.OverAsync(door, studio.Address);
        await player.JoinAsync($"phrase {door}");
        var reply = await player.PlayAsync(1, Beat);
        Assert.Equal(1, reply.GetProperty("number").GetInt32());
        Assert.NotEmpty(reply.GetProperty("notes").EnumerateArray());
        Assert.All(reply.GetProperty("notes").EnumerateArray(), note =>
        {
            Assert.InRange(note.GetProperty("step").GetInt32(), 0, 95);
            Assert.InRange(note.GetProperty("drum").GetInt32(), 0, 8);
            Assert.InRange(note.GetProperty("velocity").GetInt32(), 0, 127);
            Assert.InRange(note.GetProperty("offset").GetDouble(), -0.5, 0.5);
        });
        IsPoint(reply.GetProperty("human"));
        IsPoint(reply.GetProperty("machine"));
        Assert.InRange(reply.GetProperty("milliseconds").GetDouble(), 0, 10_000);
        Assert.False(reply.TryGetProperty("partial", out _));
    }

    [Fact]
    public async Task APhraseThatIsSentAgainGetsTheSameReply()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("again");
        var first = await player.PlayAsync(1, Beat);
        await player.PlayAsync(2, (12, 2, 80, 0));
        Assert.Equal(Music(first), Music(await player.PlayAsync(1, Beat)));
        Assert.Equal(2, (await studio.Http.JsonAsync("/api/jams/again/json")).GetProperty("turns").GetArrayLength());
    }

    [Fact]
    public async Task PhrasesOutOfOrderAreAnsweredAndKeptInOrder()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        var token = (await player.JoinAsync("out of order")).GetProperty("token").GetString();
        foreach (var number in (int[])[7, 3, 5])
        {
            Assert.Equal(number, (await player.PlayAsync(number, (number, 0, 100, 0))).GetProperty("number").GetInt32());
        }

        using var again = await JamClient.OverHubAsync(studio.Address);
        var turns = (await again.JoinAsync("out of order", token)).GetProperty("turns").EnumerateArray();
        Assert.Equal([3, 5, 7], turns.Select(turn => turn.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task SilenceIsAnsweredNearTheLastPoint()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("silence");
        Assert.NotEmpty((await player.PlayAsync(1)).GetProperty("notes").EnumerateArray());
        var last = await player.PlayAsync(2, Beat);
        var silent = await player.PlayAsync(3);
        Assert.NotEmpty(silent.GetProperty("notes").EnumerateArray());
        Assert.Equal(last.GetProperty("human").GetRawText(), silent.GetProperty("human").GetRawText());
    }

    [Theory]
    [InlineData(1, 48)]
    [InlineData(2, 96)]
    [InlineData(4, 192)]
    public async Task AModelOfTwoBarsTradesOneTwoAndFour(int bars, int steps)
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        Assert.Equal(steps, (await player.JoinAsync($"bars {bars}", bars: bars)).GetProperty("steps").GetInt32());
        var reply = await player.PlayAsync(1, (0, 0, 100, 0), (steps - 1, 1, 100, 0));
        Assert.All(reply.GetProperty("notes").EnumerateArray(), note => Assert.InRange(note.GetProperty("step").GetInt32(), 0, steps - 1));
        if (bars == 4)
        {
            Assert.Contains(reply.GetProperty("notes").EnumerateArray(), note => note.GetProperty("step").GetInt32() < 96);
            Assert.Contains(reply.GetProperty("notes").EnumerateArray(), note => note.GetProperty("step").GetInt32() >= 96);
        }

        await player.SayAsync(new { type = "phrase", number = 2, notes = new[] { new { step = steps, drum = 0 } } });
        Assert.Contains($"step {steps}", await player.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnfinishedPhraseIsAnsweredAndTheWholeTakesItsPlace()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("unfinished");
        await player.PhraseAsync(1, Beat[..2], partial: true);
        var early = await player.HearAsync("reply");
        Assert.True(early.GetProperty("partial").GetBoolean());
        var whole = await player.PlayAsync(1, Beat);
        Assert.False(whole.TryGetProperty("partial", out _));
        Assert.NotEqual(early.GetProperty("human").GetRawText(), whole.GetProperty("human").GetRawText());
        var turn = Assert.Single((await studio.Http.JsonAsync("/api/jams/unfinished/json")).GetProperty("turns").EnumerateArray());
        Assert.Equal(Beat.Length, turn.GetProperty("notes").GetArrayLength());
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("socket")]
    public async Task SpectatorsSeeWhatWasPlayedAndWhatIsPlayedButDoNotPlay(string door)
    {
        var name = $"watched {door}";
        using var player = await JamClient.OverAsync(door, studio.Address);
        await player.JoinAsync(name);
        var first = await player.PlayAsync(1, Beat);

        using var watcher = await JamClient.OverAsync(door, studio.Address);
        await watcher.SayAsync(new { type = "join", session = name, watch = true });
        var joined = await watcher.HearAsync("joined");
        Assert.False(joined.TryGetProperty("token", out _));
        Assert.Equal(first.GetProperty("notes").GetRawText(), Assert.Single(joined.GetProperty("turns").EnumerateArray()).GetProperty("reply").GetRawText());

        var second = await player.PlayAsync(2, Beat);
        var turn = await watcher.HearAsync("turn");
        Assert.Equal(2, turn.GetProperty("number").GetInt32());
        Assert.Equal(Beat.Length, turn.GetProperty("notes").GetArrayLength());
        Assert.Equal(second.GetProperty("notes").GetRawText(), turn.GetProperty("reply").GetRawText());
        Assert.Equal(second.GetProperty("human").GetRawText(), turn.GetProperty("human").GetRawText());
        Assert.Equal(second.GetProperty("machine").GetRawText(), turn.GetProperty("machine").GetRawText());

        await watcher.PhraseAsync(3, Beat);
        Assert.Contains(name, await watcher.ErrorAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00000000000000000000000000000000")]
    public async Task ASessionThatIsNotOnesOwnCannotBePlayed(string? token)
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        var name = $"private {token}".Trim();
        await player.JoinAsync(name);
        using var stranger = await JamClient.OverSocketAsync(studio.Address);
        await stranger.SayAsync(new { type = "join", session = name, model = StudioFixture.ModelName, bpm = 120, bars = 2, token });
        Assert.Equal($"\"{name}\" is somebody else's jam: watch it, or choose another name.", await stranger.ErrorAsync());
        await player.PlayAsync(1, Beat);
    }

    [Fact]
    public async Task WhoComesBackWithTheTokenPlaysOnAndSeesAll()
    {
        using var first = await JamClient.OverHubAsync(studio.Address);
        var token = (await first.JoinAsync("reload")).GetProperty("token").GetString();
        var reply = await first.PlayAsync(1, Beat);
        await first.SayAsync(new { type = "set", sigma = 0.1, drift = 0.5 });
        await first.SayAsync(new { type = "answered after what came before" });
        await first.ErrorAsync();

        using var second = await JamClient.OverSocketAsync(studio.Address);
        var joined = await second.JoinAsync("reload", token);
        Assert.Contains("another place", await first.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(token, joined.GetProperty("token").GetString());
        Assert.Equal((0.1, 0.5), (joined.GetProperty("sigma").GetDouble(), joined.GetProperty("drift").GetDouble()));
        Assert.Equal(reply.GetProperty("notes").GetRawText(), Assert.Single(joined.GetProperty("turns").EnumerateArray()).GetProperty("reply").GetRawText());
        Assert.Equal(Music(reply), Music(await second.PlayAsync(1, Beat)));
        await second.PlayAsync(2, Beat);
    }

    [Theory]
    [InlineData("""{"type":"dance"}""", "dance")]
    [InlineData("""{}""", "type")]
    [InlineData("""[1]""", "JSON object")]
    [InlineData("""7""", "JSON object")]
    [InlineData("""null""", "JSON object")]
    [InlineData("""{"type":"phrase","number":1}""", "notes")]
    [InlineData("""{"type":"phrase","notes":[]}""", "number")]
    [InlineData("""{"type":"phrase","number":-1,"notes":[]}""", "number")]
    [InlineData("""{"type":"phrase","number":"x","notes":[]}""", "number")]
    [InlineData("""{"type":"phrase","number":1,"notes":[null]}""", "Note 0")]
    [InlineData("""{"type":"phrase","number":1,"notes":[{"step":-1,"drum":0}]}""", "step -1")]
    [InlineData("""{"type":"phrase","number":1,"notes":[{"step":0,"drum":9}]}""", "drum 9")]
    [InlineData("""{"type":"phrase","number":1,"notes":[{"step":0,"drum":0,"velocity":128}]}""", "velocity 128")]
    [InlineData("""{"type":"phrase","number":1,"notes":[{"step":0,"drum":0,"offset":1e999}]}""", "offset")]
    [InlineData("""{"type":"phrase","number":1,"notes":[{"step":0.5,"drum":0}]}""", "step")]
    [InlineData("""{"type":"set"}""", "sigma")]
    [InlineData("""{"type":"set","sigma":-1}""", "sigma of -1")]
    [InlineData("""{"type":"set","drift":2}""", "drift of 2")]
    [InlineData("""{"type":"set","sigma":"loud"}""", "sigma")]
    public async Task AnythingWrongIsOneSentenceAndTheSessionGoesOn(string message, string mentions)
    {
        foreach (var door in (string[])["hub", "socket"])
        {
            using var player = await JamClient.OverAsync(door, studio.Address);
            await player.JoinAsync($"wrong {Guid.NewGuid():N}");
            await player.SayAsync(door == "hub" ? JsonDocument.Parse(message).RootElement : message);
            Assert.Contains(mentions, await player.ErrorAsync(), StringComparison.Ordinal);
            await player.PlayAsync(1, Beat);
        }
    }

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("")]
    [InlineData("{\"type\":\"phrase\"")]
    [InlineData("{\"type\":\"phrase\",\"number\":1,\"notes\":[{\"step\":0,")]
    public async Task ARawMessageThatIsNoJsonIsOneSentence(string message)
    {
        using var player = await JamClient.OverSocketAsync(studio.Address);
        await player.JoinAsync($"garbage {Guid.NewGuid():N}");
        await player.SayAsync(message);
        await player.ErrorAsync();
        await player.PlayAsync(1, Beat);
    }

    [Theory]
    [InlineData("""{"type":"join"}""", "name")]
    [InlineData("""{"type":"join","session":"../up","model":"clips of ours","bpm":120,"bars":2}""", "name")]
    [InlineData("""{"type":"join","session":"a/b","model":"clips of ours","bpm":120,"bars":2}""", "name")]
    [InlineData("""{"type":"join","session":".hidden","model":"clips of ours","bpm":120,"bars":2}""", "name")]
    [InlineData("""{"type":"join","session":"con","model":"clips of ours","bpm":120,"bars":2}""", "name")]
    [InlineData("""{"type":"join","session":"x","model":"nowhere","bpm":120,"bars":2}""", "nowhere")]
    [InlineData("""{"type":"join","session":"x","model":"../clips of ours","bpm":120,"bars":2}""", "clips of ours")]
    [InlineData("""{"type":"join","session":"x","model":"clips of ours","bpm":0,"bars":2}""", "bpm")]
    [InlineData("""{"type":"join","session":"x","model":"clips of ours","bpm":1e999,"bars":2}""", "bpm")]
    [InlineData("""{"type":"join","session":"x","model":"clips of ours","bpm":120,"bars":3}""", "3")]
    [InlineData("""{"type":"join","session":"x","model":"clips of ours","bpm":120}""", "bars")]
    [InlineData("""{"type":"join","session":"x","watch":true}""", "watch")]
    public async Task AJoinThatDoesNotFitIsOneSentenceAndLeavesNothing(string message, string mentions)
    {
        using var player = await JamClient.OverSocketAsync(studio.Address);
        await player.SayAsync(message);
        Assert.Contains(mentions, await player.ErrorAsync(), StringComparison.Ordinal);
        await player.PhraseAsync(1, Beat);
        Assert.Contains("send a join first", await player.ErrorAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(studio.Models, "jams", "x.jsonl")));
    }

    [Fact]
    public async Task WhoOnlyLooksInLeavesNothingAndWhoPlaysLeavesAllThatWasSet()
    {
        var file = Path.Combine(studio.Models, "jams", "looked in.jsonl");
        using (var player = await JamClient.OverHubAsync(studio.Address))
        {
            var token = (await player.JoinAsync("looked in")).GetProperty("token").GetString();
            await player.SayAsync(new { type = "set", sigma = 0.25, drift = 0 });
            await player.SayAsync(new { type = "leave" });
            await player.JoinAsync("looked in", token);
            Assert.False(File.Exists(file));
            await player.PlayAsync(1, Beat);
        }

        Assert.Equal(0.25, (await studio.Http.JsonAsync("/api/jams/looked%20in/json")).GetProperty("turns")[0].GetProperty("sigma").GetDouble());
        Assert.Equal(3, (await File.ReadAllLinesAsync(file)).Length);
    }

    [Fact]
    public async Task WhoLeavesCanPlayElsewhere()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("left");
        await player.SayAsync(new { type = "leave" });
        await player.PhraseAsync(1, Beat);
        Assert.Contains("send a join first", await player.ErrorAsync(), StringComparison.Ordinal);
        await player.JoinAsync("elsewhere");
        await player.PlayAsync(1, Beat);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task APageElsewhereCannotOpenTheSocket(string origin) =>
        await Assert.ThrowsAsync<WebSocketException>(() => JamClient.OverSocketAsync(studio.Address, origin: origin));

    [Fact]
    public async Task TheStudiosPageCanOpenTheSocket()
    {
        using var player = await JamClient.OverSocketAsync(studio.Address, origin: studio.Address.GetLeftPart(UriPartial.Authority));
        await player.JoinAsync("own page");
    }

    [Fact]
    public async Task TheSocketsAddressSaysWhatItSpeaks() =>
        Assert.Contains("WebSocket", await studio.Http.GetAsync("/ws/jam").RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);

    private static string Music(JsonElement reply) =>
        reply.GetProperty("notes").GetRawText() + reply.GetProperty("human").GetRawText() + reply.GetProperty("machine").GetRawText();

    private static void IsPoint(JsonElement point)
    {
        Assert.Equal(3, point.GetArrayLength());
        Assert.All(point.EnumerateArray(), number => Assert.True(double.IsFinite(number.GetDouble())));
    }
}
