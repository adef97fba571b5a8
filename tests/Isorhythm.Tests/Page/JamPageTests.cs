using System.Text.Json;
using System.Text.Json.Nodes;
using Isorhythm.Music;

namespace Isorhythm.Tests;

/// <summary>A jam as it is played in a browser.</summary>
public sealed class JamPageTests(PageFixture studio) : IClassFixture<PageFixture>
{
    private const int Snare = 1;
    private const double BarSeconds = 4 * 60.0 / 300;

    [BrowserFact]
    public Task JOpensAJamAndLeavesItAndItsLinkOpensTheSame() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        var session = await page.SessionAsync();
        Assert.EndsWith($"#jam={session}", page.Page.Url, StringComparison.Ordinal);
        await page.Page.Keyboard.PressAsync("j");
        await page.UntilAsync("!window.isorhythm.jam.state.open && !location.hash");
        Assert.True(await page.Map.IsVisibleAsync());

        await page.OpenAsync("#jam=of-that-name");
        await page.UntilJoinedAsync();
        Assert.Equal("of-that-name", await page.SessionAsync());
    });

    [BrowserTheory]
    [InlineData("keys")]
    [InlineData("pads")]
    [InlineData("midi")]
    public Task AfterTheCountInATurnIsPlayedAndTheAnswerIsSeenBeforeItSounds(string hand) => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        if (hand == "midi")
        {
            await page.At("jam-setup-button").ClickAsync();
            await page.At("midi-in-ask").ClickAsync();
            await page.UntilAsync("window.isorhythm.jam.state.input.chosen === 'Acme/Kit'");
            await page.Page.Keyboard.PressAsync("Escape");
        }

        await page.StartDrummingAsync(hand);
        await page.UntilTurnsAsync(1);
        await page.UntilAsync("window.isorhythm.jam.machine.some(turn => turn.kind === 'reply') && window.isorhythm.jam.scheduled.length > 0");
        await page.UntilAsync("window.lights.includes('machine')");

        Assert.Equal(hand, (await page.JamAsync("state.source")).GetString());
        var played = (await page.JamAsync("turns")).EnumerateArray().SelectMany(turn => turn.GetProperty("notes").EnumerateArray()).ToList();
        Assert.NotEmpty(played);
        Assert.All(played, note => Assert.Equal(Snare, note.GetProperty("drum").GetInt32()));
        Assert.Equal(BarSeconds, await page.Page.EvaluateAsync<double>("() => window.begun.human - window.begun.count"), 1e-6);
        var lights = await page.Page.EvaluateAsync<string[]>("() => window.lights");
        Assert.Equal(["count", "human", "machine"], lights.Distinct().Where(light => light is not ("none" or "wait")).Take(3));
        // The drummer looks every 90 ms, and so may miss the first that comes before it sounds, but not one after another.
        await page.UntilAsync("Object.values(window.foreseen).some(early => early > 0)");
    });

    [BrowserFact]
    public Task TheKnobsAreHeardByTheMachine() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.UntilAsync("window.isorhythm.jam.state.sigma === 0.55 && window.isorhythm.jam.state.drift === 0.05");
        await page.At("sigma").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.UntilAsync("window.isorhythm.jam.state.sigma > 0.55");
        await page.StartDrummingAsync();
        await page.UntilTurnsAsync(1);
        var turn = (await RecordedAsync(page)).GetProperty("turns")[0];
        Assert.Equal((await page.JamAsync("state.sigma")).GetDouble(), turn.GetProperty("sigma").GetDouble(), 1e-9);
        Assert.Equal(0.05, turn.GetProperty("drift").GetDouble(), 1e-9);
    });

    [BrowserFact]
    public Task ALateAnswerNeverStartsWithinABarAndTheMachineIsNeverSilent() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.Page.EvaluateAsync("() => { window.replyDelay = 1200; }");
        await page.StartDrummingAsync();
        await page.UntilAsync("window.isorhythm.jam.parts.filter(part => part.who === 'human').length >= 4");

        var parts = (await page.JamAsync("parts")).EnumerateArray().ToList();
        var first = parts[0].GetProperty("start").GetDouble();
        Assert.Contains(parts, part => part.GetProperty("who").GetString() == "wait");
        Assert.All(parts, part => Assert.Equal(0, Math.IEEERemainder(part.GetProperty("start").GetDouble() - first, BarSeconds), 1e-6));
        var turns = (await page.JamAsync("machine")).EnumerateArray().Where(turn => turn.GetProperty("kind").GetString() != "preview").ToList();
        Assert.Contains(turns, turn => turn.GetProperty("kind").GetString() is "echo" or "variation");
        Assert.All(turns, turn => Assert.NotEmpty(turn.GetProperty("notes").EnumerateArray()));
        // What sounds, sounds within a turn of the machine, however late its answer came.
        var halfStep = BarSeconds / 32;
        Assert.All((await page.JamAsync("scheduled")).EnumerateArray().Select(stroke => stroke.GetProperty("time").GetDouble()), time => Assert.Contains(
            turns, turn => time >= turn.GetProperty("start").GetDouble() - halfStep - 1e-6 && time < turn.GetProperty("start").GetDouble() + BarSeconds + halfStep));
    });

    [BrowserFact]
    public Task AReloadComesBackToTheSameSessionAndGoesOn() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.StartDrummingAsync();
        await page.UntilTurnsAsync(2);
        var session = await page.SessionAsync();
        var turns = (await page.JamAsync("turns")).GetArrayLength();

        await page.Page.ReloadAsync();
        await page.UntilJoinedAsync();
        Assert.Equal(session, await page.SessionAsync());
        Assert.False((await page.JamAsync("state.refused")).GetBoolean());
        await page.UntilTurnsAsync(turns);
        await page.StartDrummingAsync();
        await page.UntilTurnsAsync(turns + 1);
    });

    [BrowserFact]
    public Task ACutSocketComesBackToTheSessionAndNoBarIsLost() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.StartDrummingAsync();
        await page.UntilTurnsAsync(1);
        var session = await page.SessionAsync();
        await page.Page.EvaluateAsync("() => window.cut()");
        await page.UntilAsync("!window.isorhythm.jam.state.joined");
        await page.UntilJoinedAsync();
        var number = (await page.JamAsync("parts")).EnumerateArray().Last().GetProperty("number").GetInt32();
        await page.UntilAsync($"window.isorhythm.jam.turns.some(turn => turn.number >= {number})");

        Assert.Equal(session, await page.SessionAsync());
        var recorded = (await RecordedAsync(page)).GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty("number").GetInt32()).ToList();
        Assert.Equal(Enumerable.Range(1, recorded.Count), recorded);
    });

    [BrowserFact]
    public Task ASpectatorSeesTheSameAndCannotPlay() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.StartDrummingAsync();
        await page.UntilTurnsAsync(1);
        var spectator = await page.BesideAsync();
        await spectator.OpenAsync($"#watch={await page.SessionAsync()}");
        await spectator.UntilJoinedAsync();
        Assert.Equal(0, await spectator.At("jam-start").CountAsync());
        Assert.False(await spectator.At("pad-0").IsVisibleAsync());
        await page.Page.BringToFrontAsync();
        await page.UntilTurnsAsync(3);
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("!window.isorhythm.jam.state.running");
        await spectator.UntilTurnsAsync(3);

        var played = (await SeenAsync(page)).Select(turn => JsonNode.Parse(turn)!).ToDictionary(turn => (int)turn["number"]!);
        Assert.All((await SeenAsync(spectator)).Select(turn => JsonNode.Parse(turn)!), turn => Assert.True(JsonNode.DeepEquals(played[(int)turn["number"]!], turn), $"{turn}"));
        spectator.WasQuiet();
    });

    [BrowserFact]
    public Task TheStageIsThePictureAloneUntilEscape() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.Page.Keyboard.PressAsync("f");
        await page.UntilAsync("document.querySelector('#space').clientWidth === innerWidth && document.querySelector('#space').clientHeight === innerHeight");
        Assert.False(await page.At("project").IsVisibleAsync());
        await page.Page.Keyboard.PressAsync("f");
        await page.UntilAsync("!window.isorhythm.jam.state.projecting && document.querySelector('#space').clientWidth < innerWidth");
    });

    [BrowserFact]
    public Task AJamIsTakenHomeAsMidiPictureAndJson() => PlayAsync(async page =>
    {
        await page.EnterJamAsync();
        await page.StartDrummingAsync();
        await page.UntilTurnsAsync(1);
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("!window.isorhythm.jam.state.running");

        var midi = MidiReader.Read(await SaveAsync(page, "midi", ".mid"));
        Assert.Empty(midi.Faults);
        Assert.Equal([0, 1], midi.Score!.Notes.Select(note => (int)note.Track).Distinct().Order());
        Assert.StartsWith("<svg", System.Text.Encoding.UTF8.GetString(await SaveAsync(page, "picture", ".svg")), StringComparison.Ordinal);
        Assert.NotEmpty(JsonDocument.Parse(await SaveAsync(page, "json", ".json")).RootElement.GetProperty("turns").EnumerateArray());
    });

    private Task PlayAsync(Func<PlayedPage, Task> play) => studio.PlayAsync(play, JamPage.Script);

    // The player's page has its own strokes with more digits than are sent.
    private static Task<string[]> SeenAsync(PlayedPage page) => page.Page.EvaluateAsync<string[]>(
        "() => window.isorhythm.jam.turns.map(turn => JSON.stringify({ ...turn, type: undefined, notes: turn.notes.map(note => [note.step, note.drum, note.velocity]) }))");

    private static async Task<byte[]> SaveAsync(PlayedPage page, string kind, string ending)
    {
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.At($"jam-save-{kind}").ClickAsync());
        Assert.EndsWith(ending, download.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static async Task<JsonElement> RecordedAsync(PlayedPage page) => (await page.Page.EvaluateAsync<JsonElement>(
        "session => fetch(`/api/jams/${session}/json`).then(answer => answer.json())", await page.SessionAsync())).Clone();
}
