using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Studio;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

public sealed class PageTests(PageFixture studio) : IClassFixture<PageFixture>
{
    private const int Kick = 0;

    private static readonly TrainingOptions Short = new(Steps: 250);

    private GridSpace Space => GridSpace.Open(Path.Combine(studio.Models, PageFixture.ModelName));

    [BrowserFact]
    public Task TheHeadFollowsTheMouseAndThePatternIsWhatTheLibraryDecodesThere() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        var patterns = new List<IReadOnlyList<(int, int)>>();
        foreach (var (right, down) in new[] { (0.2f, 0.3f), (0.75f, 0.6f), (0.5f, 0.9f) })
        {
            await page.PressMapAsync(right, down);
            var (x, y) = await page.HeadAsync();
            var extent = Space.Map.Extent;
            Assert.Equal(((2 * right) - 1) * extent, x, 0.05 * extent);
            Assert.Equal((1 - (2 * down)) * extent, y, 0.05 * extent);
            var decoded = PlayedPage.Cells(Space.Decode(Space.Map.ToCode((float)x, (float)y), 0.5f));
            await page.UntilPatternAsync(decoded);
            patterns.Add(decoded);
        }

        Assert.True(patterns.DistinctBy(pattern => string.Join(' ', pattern)).Count() > 1, "three places of the map gave one rhythm");
    });

    [BrowserFact]
    public Task ArrowKeysMoveTheHead() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.PressMapAsync(0.5f, 0.5f);
        var before = await page.HeadAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        var after = await page.HeadAsync();
        Assert.True(after.X > before.X, $"x went from {before.X} to {after.X}");
        Assert.Equal(2 * (after.X - before.X), after.Y - before.Y, 1e-6);
    });

    [BrowserFact]
    public Task SpacePlaysThePatternAtTheTempo() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.At("tempo").FillAsync("240");
        await page.At("tempo").PressAsync("Enter");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        var cells = await page.PatternAsync();
        await page.UntilAsync($"window.isorhythm.scheduled.length >= {cells.Count + 1}");

        var scheduled = (await page.ScheduledAsync()).Take(cells.Count + 1).OrderBy(note => note.Time).ToList();

        Assert.Equal(cells.Select(cell => cell.Drum).Order(), scheduled.Take(cells.Count).Select(note => note.Drum).Order());
        Assert.All(scheduled, note => Assert.InRange(note.Velocity, 0, 1));
        // Eight quarters at 240 quarters a minute, to half a step either way for what comes early or late.
        var halfStep = 60.0 / 240 / DrumClips.Grid.StepsPerQuarter / 2;
        Assert.Equal(2.0, scheduled[^1].Time - scheduled[0].Time, (2 * halfStep) + 1e-3);
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("!window.isorhythm.playing");
    });

    // The steps that wait in the audio clock are decided anew, and none of them sounds twice.
    [BrowserFact]
    public Task AMovedHeadIsHeardWithTheNextStep() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.At("change-once").ClickAsync();
        await page.Page.EvaluateAsync(
            """
            () => {
              window.silenced = 0;
              const disconnect = AudioNode.prototype.disconnect;
              AudioNode.prototype.disconnect = function (...rest) { window.silenced++; return disconnect.apply(this, rest); };
            }
            """);
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("window.isorhythm.scheduled.length > 4");
        for (var move = 0; move < 40; move++)
        {
            await page.PressMapAsync(0.2f + (0.6f * (move * 0.618f % 1)), 0.2f + (0.6f * (move * 0.414f % 1)));
        }

        Assert.True(await page.Page.EvaluateAsync<int>("() => window.silenced") > 0, "no stroke was taken back");
        var strokes = (await page.ReadAsync("scheduled")).EnumerateArray()
            .Select(stroke => (Step: stroke.GetProperty("step").GetInt32(), Drum: stroke.GetProperty("drum").GetInt32())).ToList();
        Assert.Equal(strokes.Distinct(), strokes);
        Assert.Equal(strokes.Select(stroke => stroke.Step).Order(), strokes.Select(stroke => stroke.Step));
    });

    [BrowserFact]
    public Task QMutesTheKick() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        Assert.Contains(Kick, (await page.PatternAsync()).Select(cell => cell.Drum));
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("q");
        Assert.Equal("true", await page.At("mute-0").GetAttributeAsync("aria-pressed"));
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("window.isorhythm.scheduled.length >= 12");
        Assert.DoesNotContain(Kick, (await page.ScheduledAsync()).Select(note => note.Drum));
        await page.Page.Keyboard.PressAsync("q");
        await page.UntilAsync("window.isorhythm.scheduled.some(note => note.drum === 0)");
    });

    [BrowserFact]
    public Task ZGoesBackToWhatWasHeard() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.UntilRememberedAsync(1);
        var first = await page.PatternAsync();
        var lanes = (await page.At("grid").BoundingBoxAsync())!;
        await page.At("grid").ClickAsync(new LocatorClickOptions { Position = new Position { X = lanes.Width * 0.3f, Y = lanes.Height * 0.6f } });
        await page.UntilAsync($"window.isorhythm.pattern.length !== {first.Count}");
        await page.UntilRememberedAsync(2);
        var second = await page.PatternAsync();

        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"window.isorhythm.pattern.length === {first.Count}");
        Assert.Equal(first, await page.PatternAsync());
        await page.Page.Keyboard.PressAsync("Shift+Z");
        await page.UntilAsync($"window.isorhythm.pattern.length === {second.Count}");
        Assert.Equal(second, await page.PatternAsync());
    });

    [BrowserFact]
    public Task SavedMidiReadsBackAsThePattern() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        var pattern = await page.PatternAsync();
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.At("save-midi").ClickAsync());

        Assert.EndsWith(".mid", download.SuggestedFilename, StringComparison.Ordinal);
        var reading = MidiReader.Read(await File.ReadAllBytesAsync(await download.PathAsync()));
        Assert.Empty(reading.Faults);
        var phrases = PhraseReader.Read(reading.Score!, DrumClips.Grid, ((GridRepresentation)Representation.Named("drums-12x8x9")).Rules).Rhythms();
        Assert.Equal(pattern, PlayedPage.Cells(Assert.Single(phrases).Phrase));
    });

    [BrowserFact]
    public async Task DroppedClipsAreReportedLearnedAndPlayed()
    {
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(folder.PathOf("old"));
        await using var own = await StudioHost.StartAsync(new StudioOptions(folder.Path, Port: 0) { ShippedFolder = null, Training = Short });
        await studio.PlayAsync(own.Address, async page =>
        {
            await page.Map.WaitForAsync();
            await page.DropAsync([.. DrumClips.Make(12), ("clips/words.mid", "no MIDI here"u8.ToArray())]);

            var report = page.At("import-report");
            await report.GetByText("words.mid").WaitForAsync();
            Assert.Contains("12 clips", await page.At("advice").TextContentAsync(), StringComparison.Ordinal);
            Assert.Contains("not used", await report.TextContentAsync(), StringComparison.Ordinal);

            await page.At("import-name").FillAsync("dropped ритм");
            await page.At("train").ClickAsync();
            await page.At("training").WaitForAsync();
            await page.UntilOpenAsync("dropped ритм");
            await page.UntilPlayableAsync();
            Assert.True(File.Exists(folder.PathOf("dropped ритм/model.json")));
        });
    }

    [BrowserFact]
    public async Task ADroppedTuneIsLearnedAsAMelodyAndAnotherLessonSaysWhatItFinds()
    {
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(folder.PathOf("old"));
        await using var own = await StudioHost.StartAsync(new StudioOptions(folder.Path, Port: 0) { ShippedFolder = null, Training = new TrainingOptions(Steps: 2) });
        await studio.PlayAsync(own.Address, async page =>
        {
            await page.Map.WaitForAsync();
            await page.DropAsync([.. Enumerable.Range(0, 4).Select(i => ($"tune {i}.mid", MidiWriter.Write(Music.Tune.Score(Music.Tune.Pulse(60 + i, firstBar: 0, bars: 8)))))]);
            await page.At("lesson").WaitForAsync();
            Assert.Equal("fm-music-vae-piano-2bar-normal-small", await page.At("lesson").InputValueAsync());

            await page.At("lesson").SelectOptionAsync("musae-2bar-normal-small");
            await page.At("advice").GetByText("Nothing of this was found").WaitForAsync();
            Assert.True(await page.At("train").IsDisabledAsync());
            await page.At("lesson").SelectOptionAsync("fm-music-vae-piano-2bar-normal-small");
            await page.At("advice").GetByText("4 clips").WaitForAsync();

            await page.At("import-name").FillAsync("tunes");
            await page.At("train").ClickAsync();
            await page.UntilOpenAsync("tunes");
            await page.UntilAsync("window.isorhythm.map !== null");
            Assert.Contains("melody-2bar", await File.ReadAllTextAsync(folder.PathOf("tunes/model.json")), StringComparison.Ordinal);
        });
    }

    [BrowserFact]
    public Task WithoutWebMidiThePageSaysSoAndPlaysOn() => studio.PlayAsync(
        async page =>
        {
            await page.UntilPlayableAsync();
            await page.At("midi").ClickAsync();
            await page.At("midi-ask").ClickAsync();
            await page.Page.GetByText("This browser has no Web MIDI").WaitForAsync();
            await page.Page.Keyboard.PressAsync("Escape");
            await page.At("play").ClickAsync();
            await page.UntilAsync("window.isorhythm.scheduled.length > 0");
        },
        script: "delete Navigator.prototype.requestMIDIAccess;");

    [BrowserFact]
    public Task EveryControlHasANameForAScreenReader() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.At("midi").ClickAsync();
        var nodes = await AccessibleNodes.OfAsync(page.Page);
        Assert.True(nodes.Count(node => node.IsControl) > 30, "the tree of the page holds few controls: is it the page's?");
        Assert.DoesNotContain(nodes, node => node.IsControl && node.Name.Length == 0);
    });

    [BrowserFact]
    public Task TabReachesTheMapAndEveryButton() => studio.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        var expected = await page.Page.Locator("button:visible:enabled, [data-testid=map]").EvaluateAllAsync<string[]>(Names);
        var reached = new HashSet<string>();
        for (var press = 0; press < 120 && !reached.IsSupersetOf(expected); press++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            reached.UnionWith(await page.Page.Locator(":focus").EvaluateAllAsync<string[]>(Names));
        }

        Assert.Empty(expected.Except(reached));
    });

    [BrowserFact]
    public async Task OnTheFirstStartThePageShowsTheLearningUntilItIsStoppedAndThenPlays()
    {
        using var folder = new TemporaryFolder();
        var endless = new TrainingOptions(Steps: 1_000_000);
        await using var first = await StudioHost.StartAsync(new StudioOptions(folder.Path, Port: 0) { ShippedFolder = null, Training = endless });
        await studio.PlayAsync(first.Address, async page =>
        {
            await page.At("training").WaitForAsync();
            await page.At("stop").ClickAsync();
            await page.UntilOpenAsync("built-in");
            await page.Map.WaitForAsync();
            Assert.Equal(0, await page.At("training").CountAsync());
        });
    }

    [BrowserFact]
    public async Task AtTheFirstStartWhatCameWithTheProgramPlaysAndKeepsPlayingWhenTheLearningEnds()
    {
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(folder.PathOf("shipped/first map"));
        await using var first = await StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0)
        {
            ShippedFolder = folder.PathOf("shipped"),
            Training = new TrainingOptions(Steps: 1_000_000),
        });
        await studio.PlayAsync(first.Address, async page =>
        {
            await page.UntilOpenAsync("first map");
            await page.UntilPlayableAsync();
            await page.At("stop").ClickAsync();
            await page.Page.GetByText("A new space is ready: built-in").WaitForAsync();
            await page.UntilOpenAsync("first map");
        });
    }

    private const string Names = "elements => elements.map(e => e.dataset.testid ?? e.getAttribute('aria-label') ?? e.textContent.trim())";
}
