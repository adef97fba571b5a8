using System.Text.Json;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>Melodies, trios and deep spaces on the page.</summary>
public sealed class TracksPageTests(PageFixture browser, TracksFixture studio) : IClassFixture<PageFixture>, IClassFixture<TracksFixture>
{
    /// <summary>One output behind the browser's own API, which keeps what it is sent.</summary>
    private const string FakeMidi =
        """
        window.sent = [];
        const output = { id: "1", name: "Synth", manufacturer: "Acme", state: "connected", send: (data) => window.sent.push([...data]) };
        const access = Object.assign(new EventTarget(), { outputs: new Map([["1", output]]), inputs: new Map() });
        Navigator.prototype.requestMIDIAccess = async () => access;
        """;

    [BrowserFact]
    public Task ATrioPlaysOnAChannelForEachTrackAndNoNoteHangs() => browser.PlayAsync(
        studio.Address,
        async page =>
        {
            await OpenAsync(page, "trio");
            await page.At("midi").ClickAsync();
            await page.At("midi-ask").ClickAsync();
            await page.At("midi-device").SelectOptionAsync("Acme/Synth");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.At("play").ClickAsync();
            await page.UntilAsync("[0x90, 0x91, 0x99].every(status => window.sent.filter(m => m[0] === status).length > 3)");
            await page.At("play").ClickAsync();
            await page.UntilAsync("!window.isorhythm.playing");

            var hanging = await page.Page.EvaluateAsync<int>(
                """
                () => {
                  const held = new Map();
                  window.sent.forEach(([status, pitch]) => {
                    const key = `${status & 15}/${pitch}`;
                    if ((status & 0xf0) === 0x90) held.set(key, (held.get(key) ?? 0) + 1);
                    if ((status & 0xf0) === 0x80) held.set(key, (held.get(key) ?? 0) - 1);
                  });
                  return [...held.values()].filter(count => count > 0).length;
                }
                """);
            Assert.Equal(0, hanging);

            await page.Page.EvaluateAsync("window.sent.length = 0");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.UntilAsync("[0, 1, 2, 3, 9].every(channel => window.sent.some(m => m[0] === (0xb0 | channel) && m[1] === 123))");
        },
        FakeMidi);

    [BrowserFact]
    public Task AMelodyIsShownAsNotesAndMutedAsATrack() => browser.PlayAsync(studio.Address, async page =>
    {
        await OpenAsync(page, "trio");
        await page.UntilAsync("window.isorhythm.pattern.some(hit => hit.pitch > 40 && hit.drum === 0) && window.isorhythm.pattern.some(hit => hit.drum > 1)");
        Assert.Equal(3, await page.Page.Locator("button.mute").CountAsync());
        // Something of the melody's colour is drawn on the lanes.
        await page.UntilAsync(
            """
            (() => {
              const canvas = document.querySelector(".lanes-canvas");
              // A copy that is there to be read: of reading the page's own canvas again and again the browser complains.
              const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
              copy.drawImage(canvas, 0, 0);
              const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
              let blue = 0;
              for (let i = 0; i < data.length; i += 4) blue += data[i + 2] > 120 && data[i] < 90 && data[i + 1] > 80 ? 1 : 0;
              return blue > 200;
            })()
            """);
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("e");
        Assert.Equal("true", await page.At("mute-2").GetAttributeAsync("aria-pressed"));
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("window.isorhythm.scheduled.length >= 12");
        Assert.True(await page.Page.EvaluateAsync<bool>("() => window.isorhythm.scheduled.every(note => note.channel !== 9 && note.pitch > 40)"));
    });

    [BrowserFact]
    public Task ATemperatureLetsChanceIntoTheNotesAndUndoTakesItOut() => browser.PlayAsync(studio.Address, async page =>
    {
        const string Notes = "JSON.stringify(window.isorhythm.pattern)";
        await OpenAsync(page, "trio");
        var likeliest = await page.Page.EvaluateAsync<string>(Notes);
        Assert.True(await page.At("threshold").IsHiddenAsync());

        await page.At("temperature").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.UntilAsync($"window.isorhythm.setting.temperature === 1.5 && {Notes} !== {JsonSerializer.Serialize(likeliest)}");
        // It lies in the history when the hand has let go of it.
        await page.UntilAsync("!document.querySelector('[data-testid=undo]').disabled");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"window.isorhythm.setting.temperature === 0 && {Notes} === {JsonSerializer.Serialize(likeliest)}");
    });

    [BrowserFact]
    public Task AnotherPlaneKeepsTheSoundAndKnobsMoveWhatLiesBesideIt() => browser.PlayAsync(studio.Address, async page =>
    {
        await OpenAsync(page, "flat");
        await page.PressMapAsync(0.4f, 0.45f);
        var (code, pattern) = (await CodeAsync(page), await page.PatternAsync());

        await page.At("plane").SelectOptionAsync("attributes");
        await page.UntilAsync("window.isorhythm.map.plane === 'density,velocity'");
        Assert.All(code.Zip(await CodeAsync(page)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(pattern, await page.PatternAsync());

        await page.At("plane").SelectOptionAsync("corners");
        foreach (var clip in new[] { "1", "4", "9" })
        {
            await page.Page.Keyboard.PressAsync("c");
            await page.At("clips").SelectOptionAsync(clip);
            await page.Page.Keyboard.PressAsync("Escape");
        }

        await page.UntilAsync("window.isorhythm.map.plane === '1,4,9'");
        Assert.All(code.Zip(await CodeAsync(page)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));

        await page.At("ways").ClickAsync();
        await page.At("axis-0").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.UntilAsync($"Math.abs(window.isorhythm.map.code[0] - {code[0]:R}) + Math.abs(window.isorhythm.map.code[1] - {code[1]:R}) > 1e-4");
        await page.At("come-back").ClickAsync();
        await page.UntilAsync("document.querySelector('[data-testid=come-back]').disabled");
    });

    [BrowserFact]
    public Task AQualityIsTurnedLikeAKnobSaysHowSurelyAndUndoBringsTheCodeBack() => browser.PlayAsync(studio.Address, async page =>
    {
        await OpenAsync(page, "flat");
        await page.UntilAsync("/^more or less density, r -?\\d\\.\\d\\d/.test(document.querySelector('[data-testid=quality-density]')?.label)");
        var code = await CodeAsync(page);
        var density = studio.Open("flat").Qualities.Single(quality => quality.Attribute == "density");

        await page.At("quality-density").FocusAsync();
        await page.Page.Keyboard.PressAsync("PageUp");
        await page.UntilAsync($"window.isorhythm.map.code.some((value, i) => Math.abs(value - [{string.Join(',', code.Select(value => value.ToString("R")))}][i]) > 1e-3)");
        double[] by = [.. (await CodeAsync(page)).Zip(code, (after, before) => (double)after - before)];
        var along = by.Zip(density.Direction, (step, way) => step * way).Sum();
        Assert.True(along > 0);
        Assert.Equal(along, Math.Sqrt(by.Sum(step => step * step)), 1e-3);

        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("z");
        await page.UntilAsync($"Math.abs(window.isorhythm.map.code[0] - {code[0]:R}) + Math.abs(window.isorhythm.map.code[1] - {code[1]:R}) < 1e-4");
    });

    [BrowserFact]
    public Task SearchFindsAClipAndGoesThereAndRingsLieRoundIt() => browser.PlayAsync(studio.Address, async page =>
    {
        await OpenAsync(page, "flat");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("c");
        Assert.Equal("", await page.At("clip-search").InputValueAsync());
        await page.At("clip-search").FillAsync("CLIP 5");
        await page.UntilAsync("[...document.querySelectorAll('#clip-list option')].map(o => o.textContent).every(name => name.startsWith('clip 5'))");
        await page.At("clip-search").PressAsync("Enter");
        await page.UntilAsync("document.querySelector('#near').textContent.includes('a copy of clip 5')");
        await page.UntilAsync("window.isorhythm.map.rings");
        await page.At("flatness").WaitForAsync();
    });

    [BrowserFact]
    public Task TwoSpacesSoundTogetherAndEachIsMutedAndClosed() => browser.PlayAsync(studio.Address, async page =>
    {
        await OpenAsync(page, "melody");
        await page.At("play").ClickAsync();
        await page.At("layer-add").ClickAsync();
        await page.UntilAsync("document.querySelectorAll('.layer').length === 2");
        await page.At("model-select").SelectOptionAsync("flat");
        await page.UntilAsync("window.isorhythm.scheduled.some(note => note.channel === 9) && window.isorhythm.scheduled.slice(-20).some(note => note.channel === 0)");

        await page.At("layer-mute-0").ClickAsync();
        await page.UntilAsync("window.isorhythm.scheduled.slice(-12).every(note => note.channel === 9)");
        await page.At("layer-mute-0").ClickAsync();
        await page.At("layer-0").ClickAsync();
        await page.UntilOpenAsync("melody");
        await page.At("layer-close-1").ClickAsync();
        await page.UntilAsync("document.querySelectorAll('.layer').length === 1 && window.isorhythm.scheduled.slice(-12).every(note => note.channel === 0)");
    });

    [BrowserFact]
    public Task ANoteIsPutMovedDrawnOutAndTakenAwayAndTheHeadMovesWithEach() => browser.PlayAsync(studio.Address, async page =>
    {
        await OpenAsync(page, "melody");
        await page.At("grid").FocusAsync();
        // Away with the first, and another in its place, an octave deep in what it can play.
        foreach (var (key, there) in new[]
        {
            ("Delete", "!pattern.some(hit => hit.step === 0)"),
            ("Enter", "pattern.some(hit => hit.step === 0)"),
            ("Control+ArrowUp", "pattern.some(hit => hit.step === 0)"),
            ("Control+ArrowRight", "pattern.some(hit => hit.step === 1) && !pattern.some(hit => hit.step === 0)"),
        })
        {
            var head = await page.HeadAsync();
            await page.Page.Keyboard.PressAsync(key);
            await page.UntilAsync($"(pattern => {there})(window.isorhythm.pattern) && (window.isorhythm.head.x !== {head.X:R} || window.isorhythm.head.y !== {head.Y:R})");
        }

        var lanes = (await page.At("grid").BoundingBoxAsync())!;
        var before = await page.PatternAsync();
        await page.At("grid").ClickAsync(new LocatorClickOptions { Position = new Position { X = lanes.Width * 0.02f, Y = lanes.Height * 0.2f } });
        await page.UntilAsync("window.isorhythm.pattern.some(hit => hit.step === 0)");
        Assert.DoesNotContain((0, 0), before);
        await page.At("undo").ClickAsync();
        await page.UntilAsync("!window.isorhythm.pattern.some(hit => hit.step === 0)");
    });

    private static async Task OpenAsync(PlayedPage page, string model)
    {
        await page.UntilAsync("document.querySelector('[data-testid=model-select]').options.length > 3");
        await page.At("model-select").SelectOptionAsync(model);
        await page.UntilOpenAsync(model);
        await page.UntilAsync($"document.querySelector('[data-testid=about]').textContent !== '' && window.isorhythm.model === '{model}'");
        await page.UntilPlayableAsync();
    }

    private static Task<double[]> CodeAsync(PlayedPage page) => page.Page.EvaluateAsync<double[]>("() => window.isorhythm.map.code");
}
