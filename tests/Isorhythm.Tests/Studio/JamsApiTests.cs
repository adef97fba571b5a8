using System.Net;
using System.Xml.Linq;
using Isorhythm.Music;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>What can be had of a jam afterwards.</summary>
public sealed class JamsApiTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    [Fact]
    public async Task TheMidiFileHasBothPlayersInTurnAtTheSessionsTempo()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("two tracks", bpm: 90);
        var replies = new List<int>();
        for (var number = 1; number <= 2; number++)
        {
            replies.Add((await player.PlayAsync(number, (0, 0, 127, 0), (25, 1, 64, 0.5))).GetProperty("notes").GetArrayLength());
        }

        using var answer = await studio.Http.GetAsync("/api/jams/two%20tracks/midi");
        Assert.Equal("two tracks.mid", NameOf(answer));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var score = MidiReader.Read(bytes).Score!;
        Assert.Equal(1, bytes[9]);
        Assert.Equal(3, bytes[11]);
        Assert.True(bytes.AsSpan().IndexOf("human"u8) > 0 && bytes.AsSpan().IndexOf("machine"u8) > 0);
        Assert.Equal(666_667, Assert.Single(score.Tempo.Changes).MicrosecondsPerQuarter);

        // Each turn is two bars of the player and two of the machine: 16 quarters.
        var quarter = (double)score.TicksPerQuarter;
        var human = score.Notes.Where(note => note.Track == 0).ToList();
        Assert.Equal([0, 25.5 / 12, 16, 16 + (25.5 / 12)], human.Select(note => Math.Round(note.Start.Value / quarter, 3)));
        Assert.Equal([127, 64, 127, 64], human.Select(note => (int)note.Velocity));
        Assert.Equal([36, 38, 36, 38], human.Select(note => (int)note.Pitch));
        var machine = score.Notes.Where(note => note.Track == 1).ToList();
        Assert.Equal(replies.Sum(), machine.Count);
        Assert.All(machine, note => Assert.InRange(note.Start.Value / quarter % 16, 8 - 0.05, 16));
        Assert.Equal(32, score.End.Value / quarter);
    }

    [Fact]
    public async Task TheJsonTellsAllButTheToken()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        var token = (await player.JoinAsync("as json")).GetProperty("token").GetString()!;
        await player.SayAsync(new { type = "set", sigma = 0.25, drift = -0.5 });
        var reply = await player.PlayAsync(3, (0, 0, 100, 0.125));

        using var answer = await studio.Http.GetAsync("/api/jams/as%20json/json");
        Assert.Equal("as json.json", NameOf(answer));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("tokenHash", text, StringComparison.OrdinalIgnoreCase);
        var turn = Assert.Single((await answer.JsonAsync()).GetProperty("turns").EnumerateArray());
        Assert.Equal(3, turn.GetProperty("number").GetInt32());
        Assert.Equal((0.25, -0.5), (turn.GetProperty("sigma").GetDouble(), turn.GetProperty("drift").GetDouble()));
        Assert.Equal(0.125, Assert.Single(turn.GetProperty("notes").EnumerateArray()).GetProperty("offset").GetDouble());
        Assert.Equal(reply.GetProperty("notes").GetRawText(), turn.GetProperty("reply").GetRawText());
        Assert.Equal(2, Assert.Single(turn.GetProperty("humanCodes").EnumerateArray()).GetArrayLength());
    }

    [Theory]
    [InlineData("picture one", 1)]
    [InlineData("picture & more", 5)]
    public async Task ThePictureLinksBothTrajectoriesTurnByTurn(string session, int turns)
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync(session);
        for (var number = 1; number <= turns; number++)
        {
            await player.PlayAsync(number, (number, 0, 100, 0), (40 + number, 1, 80, 0));
        }

        using var answer = await studio.Http.GetAsync($"/api/jams/{Uri.EscapeDataString(session)}/picture");
        Assert.Equal(session + ".svg", NameOf(answer));
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        var svg = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        var ns = svg.Name.Namespace;
        Assert.Equal(turns, svg.Elements(ns + "line").Count());
        foreach (var colour in (string[])["#ffb000", "#35d0e0"])
        {
            Assert.Equal(turns - 1, svg.Elements(ns + "path").Count(path => path.Attribute("stroke")!.Value == colour));
            Assert.True(svg.Elements(ns + "circle").Count(dot => dot.Attribute("fill")!.Value == colour) >= turns);
        }

        Assert.Contains(svg.Elements(ns + "text"), text => text.Value == session);
        Assert.All(svg.Elements(ns + "circle"), dot => Assert.InRange((double)dot.Attribute("cx")!, 0, 1200));
    }

    [Fact]
    public async Task TheListHasEveryJam()
    {
        using var player = await JamClient.OverHubAsync(studio.Address);
        await player.JoinAsync("in the list", bars: 4);
        await player.PlayAsync(1);
        var jam = Assert.Single((await studio.Http.JsonAsync("/api/jams")).EnumerateArray(), jam => jam.GetProperty("session").GetString() == "in the list");
        Assert.Equal((4, 1, true), (jam.GetProperty("bars").GetInt32(), jam.GetProperty("turns").GetInt32(), jam.GetProperty("playing").GetBoolean()));
    }

    [Theory]
    [InlineData("nowhere", HttpStatusCode.NotFound)]
    [InlineData("..%2f..%2fmodels", HttpStatusCode.BadRequest)]
    [InlineData("%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    public async Task OnlyJamsThatThereAreCanBeHad(string session, HttpStatusCode status)
    {
        foreach (var form in (string[])["json", "midi", "picture"])
        {
            await studio.Http.GetAsync($"/api/jams/{session}/{form}").RefusedAsync(status);
        }
    }

    [Fact]
    public async Task AJamWithoutATurnHasNoMidiButAPicture()
    {
        Directory.CreateDirectory(Path.Combine(studio.Models, "jams"));
        using (var file = JamFile.Open(Path.Combine(studio.Models, "jams", "not yet.jsonl")))
        {
            file.Append(new JamHead("not yet", StudioFixture.ModelName, 120, 2, 1, "hash", DateTimeOffset.UnixEpoch));
        }

        await studio.Http.GetAsync("/api/jams/not%20yet/midi").RefusedAsync(HttpStatusCode.Conflict);
        Assert.NotEmpty(await studio.Http.GetStringAsync("/api/jams/not%20yet/picture"));
    }

    private static string? NameOf(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName?.Trim('"');
}
