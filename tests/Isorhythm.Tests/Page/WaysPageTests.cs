using Isorhythm.Latent;
using Isorhythm.Music;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>Ways to play: the history of everything, snapshots, the pad, freezing, varying, the groove and paths.</summary>
public sealed class WaysPageTests(PageFixture studio) : IClassFixture<PageFixture>
{
    private const string Setting = "window.isorhythm.setting";
    private const string Words = "[...document.querySelectorAll('.stamp span')].map(e => e.textContent)";

    [BrowserFact]
    public Task ATurnOfAKnobAMuteATempoAndASnapshotAreOneEntryEachAndUndoBringsEachBack() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        var knob = (await page.At("threshold").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(knob.X + 20, knob.Y + 20);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(knob.X + 20, knob.Y - 30, new MouseMoveOptions { Steps = 10 });
        await page.Page.Mouse.UpAsync();
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("q");
        await page.Page.Keyboard.PressAsync("Shift+Digit8");
        await page.At("tempo").FillAsync("200");
        await page.At("tempo").PressAsync("Enter");
        var drum = DrumClips.Grid.Kit.Drums[0].Name;
        await page.UntilAsync($"{Words}.join() === 'start,threshold,mute {drum},keep H,tempo'");

        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"{Setting}.tempo === 124 && {Setting}.snapshots[7] !== null");
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"{Setting}.snapshots[7] === null && {Setting}.muted[0]");
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"!{Setting}.muted[0] && {Setting}.threshold > 0.6");
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"{Setting}.threshold === 0.5");
        await page.Page.Locator(".stamp").Nth(4).ClickAsync();
        await page.UntilAsync($"{Setting}.tempo === 200 && {Setting}.muted[0] && {Setting}.snapshots[7] !== null");
    });

    [BrowserFact]
    public Task ASnapshotComesBackOverABarThroughWhatLiesBetween() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        await GoAsync(page, 0.2f, 0.3f);
        await page.Page.Keyboard.PressAsync("Shift+Digit5");
        await page.UntilAsync($"{Setting}.snapshots[4] !== null");
        var there = await page.HeadAsync();
        await page.PressMapAsync(0.8f, 0.7f);
        var (x, _) = await page.HeadAsync();
        await page.At("glide").SelectOptionAsync("1");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("window.isorhythm.scheduled.length > 0");
        await page.Page.Keyboard.PressAsync("Digit5");
        await page.UntilAsync($"window.isorhythm.head.x < {x:R} && window.isorhythm.head.x > {there.X:R}");
        await page.UntilAsync($"window.isorhythm.head.x === {there.X:R}");
    });

    [BrowserFact]
    public Task TheFourSnapshotsOfAnEarlierVersionAreStillThere() => studio.PlayAsync(
        async page =>
        {
            await page.UntilPlayableAsync();
            await page.UntilAsync($"{Setting}.snapshots.length === 8 && {Setting}.snapshots[1]?.length === 1 && {Setting}.snapshots[4] === null");
        },
        script: $$"""
            const take = { place: { x: 0, y: 0 }, pattern: [{ step: 0, drum: 0, velocity: 0.5, offset: 0 }], rule: { threshold: 0.5, density: [] }, held: false };
            localStorage.setItem("isorhythm.snapshots.{{PageFixture.ModelName}}", JSON.stringify([null, take, null, null]));
            """);

    [BrowserFact]
    public Task ThePuckLeadsTheHeadBetweenFourSnapshots() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        var corners = new[] { (0.2f, 0.2f), (0.8f, 0.2f), (0.2f, 0.8f), (0.8f, 0.8f) };
        var heads = new List<(double X, double Y)>();
        for (var slot = 0; slot < 4; slot++)
        {
            // A snapshot keeps what is heard, and that is of the head when its pattern has come.
            await GoAsync(page, corners[slot].Item1, corners[slot].Item2);
            heads.Add(await page.HeadAsync());
            await page.Page.Keyboard.PressAsync($"Shift+Digit{slot + 1}");
            await page.UntilAsync($"{Setting}.snapshots[{slot}] !== null");
        }

        await page.Page.Keyboard.PressAsync("f");
        await page.At("pad").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.UntilAsync($"{Setting}.pad.x > 0.5");
        var corner = (await page.At("pad").BoundingBoxAsync())!;
        await page.Page.Mouse.ClickAsync(corner.X + (corner.Width / 2), corner.Y + (corner.Height / 2));
        await page.UntilAsync($"Math.abs({Setting}.pad.x - 0.5) < 0.01");
        var (x, y) = await page.HeadAsync();
        Assert.Equal(heads.Average(head => head.X), x, 0.1);
        Assert.Equal(heads.Average(head => head.Y), y, 0.1);
    });

    [BrowserFact]
    public Task AFrozenDrumStaysWhileTheRestFollowsTheHead() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        var here = await GoAsync(page, 0.2f, 0.3f);
        var there = await GoAsync(page, 0.75f, 0.6f);
        // A drum that plays here, and something else there.
        var drum = Enumerable.Range(0, DrumClips.Grid.Drums).First(one => StepsOf(here, one).Any() && !StepsOf(here, one).SequenceEqual(StepsOf(there, one)));

        await GoAsync(page, 0.2f, 0.3f);
        await page.Page.Keyboard.PressAsync($"Shift+{"QWERYUIOP"[drum]}");
        Assert.Equal("true", await page.At($"freeze-{drum}").GetAttributeAsync("aria-pressed"));
        await page.PressMapAsync(0.75f, 0.6f);
        await page.UntilPatternAsync([.. there.Where(cell => cell.Drum != drum), .. here.Where(cell => cell.Drum == drum)]);

        await page.At($"freeze-{drum}").ClickAsync();
        await page.UntilPatternAsync(there);
    });

    [BrowserFact]
    public Task VaryingDrawsOtherPlacesWithinTheRadiusAndUndoComesBack() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        await page.PressMapAsync(0.5f, 0.5f);
        var start = await page.HeadAsync();
        var drawn = new HashSet<(double, double)>();
        for (var press = 0; press < 4; press++)
        {
            await page.Page.Keyboard.PressAsync("v");
            var (x, y) = await page.HeadAsync();
            drawn.Add((x, y));
            Assert.InRange(Math.Sqrt(Math.Pow(x - start.X, 2) + Math.Pow(y - start.Y, 2)), 1e-6, 2);
        }

        Assert.Equal(4, drawn.Count);
        for (var press = 0; press < 4; press++)
        {
            await page.Page.Keyboard.PressAsync("z");
        }

        await page.UntilAsync($"window.isorhythm.head.x === {start.X:R} && window.isorhythm.head.y === {start.Y:R}");
    });

    [BrowserFact]
    public Task SwingIsPlayedAndSavedAndThePatternStaysAsItIs() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        await page.At("grid").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAsync("window.isorhythm.pattern.some(hit => hit.step === 3 && hit.drum === 0)");
        await page.At("swing").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.At("quantise").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.UntilAsync($"{Setting}.groove.swing === 0.75 && {Setting}.groove.quantise === 1");
        Assert.Contains((3, 0), await page.PatternAsync());

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.At("save-midi").ClickAsync());
        var score = MidiReader.Read(await File.ReadAllBytesAsync(await download.PathAsync())).Score!;
        Assert.Contains(score.Notes, note => Math.Abs(((double)note.Start.Value / score.TicksPerQuarter) - (4.5 / 12)) < 1e-3);

        await page.At("play").ClickAsync();
        await page.UntilAsync("window.isorhythm.scheduled.length > 8");
        var offBeat = await page.Page.EvaluateAsync<bool>(
            """
            () => {
              const { scheduled, setting } = window.isorhythm;
              const quarter = 60 / setting.tempo;
              return scheduled.some(note => Math.abs((note.time - scheduled[0].time) / quarter - 4.5 / 12) < 1e-3);
            }
            """);
        Assert.True(offBeat, "no stroke sounds where swing puts the second sixteenth");
    });

    [BrowserFact]
    public Task ADrawnPathGoesRoundIsKeptBetweenVisitsAndADeletedOneComesBack() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        await page.At("tempo").FillAsync("240");
        await page.At("tempo").PressAsync("Enter");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("d");
        var map = (await page.Map.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(map.X + (map.Width * 0.3f), map.Y + (map.Height * 0.5f));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(map.X + (map.Width * 0.7f), map.Y + (map.Height * 0.6f), new MouseMoveOptions { Steps = 12 });
        await page.Page.Mouse.UpAsync();
        await page.UntilAsync($"{Setting}.paths.length === 1 && {Setting}.looping.name === 'path 1'");

        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync($"{Setting}.looping.since !== null");
        var (x, _) = await page.HeadAsync();
        await page.UntilAsync($"window.isorhythm.head.x !== {x:R}");

        await page.Page.ReloadAsync();
        await page.UntilPlayableAsync();
        await page.UntilAsync($"{Setting}.paths.length === 1");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("l");
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.At("path-save").ClickAsync());
        Assert.Equal("path 1.mid", download.SuggestedFilename);
        await page.At("path-delete").ClickAsync();
        await page.UntilAsync($"{Setting}.paths.length === 0");
        await page.At("undo").ClickAsync();
        await page.UntilAsync($"{Setting}.paths.length === 1");
    });

    [BrowserFact]
    public Task BTurnsFromTheBarToTheBeatToAtOnce() => studio.PlayAsync(async page =>
    {
        await ReadyAsync(page);
        foreach (var choice in new[] { "change-beat", "change-once", "change-bar" })
        {
            await page.Page.Keyboard.PressAsync("b");
            await page.UntilAsync($"document.querySelector('[data-testid={choice}]').ariaPressed === 'true'");
        }
    });

    private static async Task ReadyAsync(PlayedPage page)
    {
        await page.UntilPlayableAsync();
        await page.UntilRememberedAsync(1);
        await page.Map.FocusAsync();
    }

    /// <summary>Puts the head there and waits for what the library decodes there.</summary>
    private async Task<IReadOnlyList<(int Step, int Drum)>> GoAsync(PlayedPage page, float right, float down)
    {
        await page.PressMapAsync(right, down);
        var (x, y) = await page.HeadAsync();
        var space = GridSpace.Open(Path.Combine(studio.Models, PageFixture.ModelName));
        var decoded = PlayedPage.Cells(space.Decode(space.Map.ToCode((float)x, (float)y), 0.5f));
        await page.UntilPatternAsync(decoded);
        return decoded;
    }

    private static IEnumerable<int> StepsOf(IReadOnlyList<(int Step, int Drum)> cells, int drum) => cells.Where(cell => cell.Drum == drum).Select(cell => cell.Step);
}
