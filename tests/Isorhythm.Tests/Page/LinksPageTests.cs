using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Isorhythm.Latent;
using Isorhythm.Studio;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>The page's connections, with devices behind the browser's own API.</summary>
public sealed partial class LinksPageTests(PageFixture studio) : IClassFixture<PageFixture>
{
    // `midi.send` is what a device sends; `midi.sent` what the page sent to the synthesiser; `midi.plug` pulls the kit out or puts it back.
    private const string Devices = """
        const port = (id, name, more) => Object.assign(new EventTarget(), { id, name, manufacturer: "Acme", state: "connected", ...more });
        const sent = [];
        const synth = port("o1", "Synth", { send: (data, at) => sent.push({ data: [...data], at }), clear() {} });
        const kit = port("i1", "Kit", { open: async () => kit });
        const access = Object.assign(new EventTarget(), { inputs: new Map([["i1", kit]]), outputs: new Map([["o1", synth]]) });
        Navigator.prototype.requestMIDIAccess = async () => access;
        Permissions.prototype.query = async () => ({ state: "granted" });
        window.midi = {
          sent,
          send: (...data) => kit.dispatchEvent(Object.assign(new Event("midimessage"), { data: Uint8Array.from(data) })),
          plug: (yes) => { kit.state = yes ? "connected" : "disconnected"; access.dispatchEvent(new Event("statechange")); },
        };
        """;

    [BrowserFact]
    public Task AKnobIsTaughtToMoveTheHead() => PlayAsync(async page =>
    {
        await OpenAsync(page, "in");
        await page.At("in-ask").ClickAsync();
        await page.At("learn-head.x").ClickAsync();
        await page.Page.EvaluateAsync("midi.send(0xb2, 21, 64)");
        await Assertions.Expect(page.At("links-in")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("CC 21 · ch 3")).ToBeVisibleAsync();
        await page.Page.EvaluateAsync("midi.send(0xb2, 21, 127)");
        await page.UntilAsync("Math.abs(window.isorhythm.head.x - window.isorhythm.extent) < 1e-6");
        await page.Page.EvaluateAsync("for (let i = 0; i < 10000; i++) midi.send(0xb2, 21, i % 128)");
        await page.UntilAsync($"Math.abs(window.isorhythm.head.x - window.isorhythm.extent * (2 * {9_999 % 128} / 127 - 1)) < 1e-6");
    });

    [BrowserFact]
    public Task AfterAReloadTheDeviceAndItsKnobsAreTakenUpAgain() => PlayAsync(async page =>
    {
        await OpenAsync(page, "in");
        await page.At("in-ask").ClickAsync();
        await page.At("learn-head.x").ClickAsync();
        await page.Page.EvaluateAsync("midi.send(0xb2, 21, 64)");
        await Assertions.Expect(page.Page.GetByText("CC 21 · ch 3")).ToBeVisibleAsync();
        await page.OpenAsync();
        await page.UntilPlayableAsync();
        await page.UntilAsync("(midi.send(0xb2, 21, 127), Math.abs(window.isorhythm.head.x - window.isorhythm.extent) < 1e-6)");
    });

    [BrowserFact]
    public Task ANoteThatIsNoDrumIsShownAndGivenToOneAndTheMapIsRemembered() => PlayAsync(async page =>
    {
        await OpenAsync(page, "in");
        await page.At("in-ask").ClickAsync();
        await page.Page.EvaluateAsync("midi.send(0x99, 60, 100)");
        await page.At("links-drums").ClickAsync();
        await page.At("assign-60").SelectOptionAsync("Snare");
        await Assertions.Expect(page.At("in-Snare")).ToHaveValueAsync(Sixty());
        await Assertions.Expect(page.At("unmapped")).ToHaveCountAsync(0);
        await page.At("in-Kick").FillAsync("36 60");
        await page.At("in-Kick").PressAsync("Enter");
        await Assertions.Expect(page.At("map-words")).ToContainTextAsync("Note 60 is given to Kick and to Snare");
        await page.Page.EvaluateAsync("midi.plug(false)");
        await Assertions.Expect(page.At("in-Kick")).Not.ToHaveValueAsync("36 60");
        await page.Page.EvaluateAsync("midi.plug(true)");
        await Assertions.Expect(page.At("in-Kick")).ToHaveValueAsync("36 60");
    });

    [BrowserFact]
    public Task TheDrumMapIsSavedAndLoadedAndMidiOutPlaysIt() => PlayAsync(async page =>
    {
        await OpenAsync(page, "out");
        await page.At("midi-ask").ClickAsync();
        await page.At("midi-device").SelectOptionAsync("Acme/Synth");
        await page.At("links-drums").ClickAsync();
        await page.At("out-Kick").FillAsync("61");
        await page.At("out-Kick").PressAsync("Enter");
        var saved = await page.Page.RunAndWaitForDownloadAsync(() => page.At("map-csv").ClickAsync());
        var csv = await File.ReadAllTextAsync((await saved.PathAsync())!);
        Assert.Matches("(?m)^Kick,[0-9 ]+,61$", csv);
        await page.At("preset-usual").ClickAsync();
        await Assertions.Expect(page.At("out-Kick")).Not.ToHaveValueAsync("61");
        await page.At("map-load").SetInputFilesAsync(new FilePayload { Name = "map.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
        await Assertions.Expect(page.At("out-Kick")).ToHaveValueAsync("61");
        await page.At("map-load").SetInputFilesAsync(new FilePayload { Name = "map.csv", MimeType = "text/csv", Buffer = [1, 2, 3] });
        await Assertions.Expect(page.At("map-words")).ToContainTextAsync("no drum map");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("midi.sent.some(({ data }) => data[0] === 0x99 && data[1] === 61)");
        Assert.False(await page.Page.EvaluateAsync<bool>("midi.sent.some(({ data }) => data[0] === 0x99 && data[1] === 36)"));
    });

    [BrowserFact]
    public Task TheMusicStartsFollowsAndStopsWithAClockAndGoesOnWhenItFallsSilent() => PlayAsync(async page =>
    {
        await OpenAsync(page, "clock");
        await page.At("clock-ask").ClickAsync();
        await page.At("clock-device").SelectOptionAsync("Acme/Kit");
        await page.Page.EvaluateAsync("""
            window.tick = setInterval(() => midi.send(0xf8), 60000 / 24 / 100);
            midi.send(0xfa);
            """);
        await page.UntilAsync("window.isorhythm.playing");
        await Assertions.Expect(page.At("clock-words")).ToContainTextAsync("follows at");
        await page.Page.EvaluateAsync("midi.send(0xfc)");
        await page.UntilAsync("!window.isorhythm.playing");
        await page.Page.EvaluateAsync("midi.send(0xfb)");
        await page.UntilAsync("window.isorhythm.playing");
        await page.Page.EvaluateAsync("clearInterval(window.tick)");
        await Assertions.Expect(page.At("message")).ToContainTextAsync("fell silent");
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isorhythm.playing"));
    });

    [BrowserFact]
    public async Task WekinatorMovesTheHeadAndHearsIt()
    {
        using var wekinator = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var listener = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(Path.Combine(folder.PathOf("models"), PageFixture.ModelName), new TrainingOptions(Steps: 20));
        await using var connected = await StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0)
        {
            ShippedFolder = null,
            Osc = new OscOptions
            {
                In = new IPEndPoint(IPAddress.Loopback, 0),
                Out = (IPEndPoint)listener.Client.LocalEndPoint!,
                Wekinator = (IPEndPoint)wekinator.Client.LocalEndPoint!,
            },
        });
        await studio.PlayAsync(connected.Address, async page =>
        {
            await page.UntilPlayableAsync();
            await OpenAsync(page, "osc");
            await page.At("osc-on").CheckAsync();
            await Assertions.Expect(page.At("osc-in")).ToHaveTextAsync(Listening());
            var port = IPEndPoint.Parse(await page.At("osc-in").InnerTextAsync()).Port;
            await wekinator.SendAsync(OscWriter.Write(new OscMessage("/wek/outputs", [1f, 0f])), new IPEndPoint(IPAddress.Loopback, port));
            await page.UntilAsync("Math.abs(window.isorhythm.head.x - window.isorhythm.extent) < 1e-6");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.Map.FocusAsync();
            await page.Page.Keyboard.PressAsync("ArrowLeft");
            // It hears where the head was when OSC came on, and what the hand did; what it sent itself, x = 1, must not come back to it.
            double x;
            do
            {
                var input = await NextAsync(wekinator);
                x = input.Numbers.First();
                Assert.NotEqual(1, x);
            }
            while (Math.Abs(x - (59 / 60.0)) > 1e-4);
            await page.Page.Keyboard.PressAsync("Space");
            while ((await NextAsync(listener)).Address != "/isorhythm/note")
            {
            }
        });
    }

    [BrowserFact]
    public Task TheFolderOfSavedFilesShowsWhatAnybodyPutsThere() => PlayAsync(async page =>
    {
        await OpenAsync(page, "files");
        var folder = await page.At("exports-folder").InnerTextAsync();
        Assert.Equal(Path.Combine(studio.Models, "exports"), folder);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "from a DAW.mid"), [1]);
        await Assertions.Expect(page.At("exports")).ToContainTextAsync("from a DAW.mid");
        File.Delete(Path.Combine(folder, "from a DAW.mid"));
        await Assertions.Expect(page.Page.GetByText("from a DAW.mid")).ToHaveCountAsync(0);
    });

    [BrowserFact]
    public Task AnOutputIsMeasuredByTaps() => PlayAsync(async page =>
    {
        await OpenAsync(page, "out");
        await page.At("midi-ask").ClickAsync();
        await page.At("midi-device").SelectOptionAsync("Acme/Synth");
        await page.At("calibrate-midi").ClickAsync();
        await Assertions.Expect(page.At("tap-here")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.At("tap-here")).ToContainTextAsync("1");
        await page.UntilAsync("!window.isorhythm.playing");
        await page.At("calibrate-cancel").ClickAsync();
        await Assertions.Expect(page.At("calibrate-midi")).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task EveryControlOfEveryTabHasANameAndTheArrowsWalkTheTabs() => PlayAsync(async page =>
    {
        await OpenAsync(page, "in");
        await page.At("in-ask").ClickAsync();
        await page.At("links-in").FocusAsync();
        foreach (var tab in (string[])["drums", "clock", "osc", "files", "out"])
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
            await Assertions.Expect(page.At($"links-{tab}")).ToBeFocusedAsync();
            var nodes = await AccessibleNodes.OfAsync(page.Page);
            Assert.DoesNotContain(nodes, node => node.IsControl && node.Name.Length == 0);
        }
    });

    private Task PlayAsync(Func<PlayedPage, Task> play) => studio.PlayAsync(
        async page =>
        {
            await page.UntilPlayableAsync();
            await play(page);
        },
        Devices);

    private static async Task OpenAsync(PlayedPage page, string tab)
    {
        await page.Page.Keyboard.PressAsync("m");
        await page.At($"links-{tab}").ClickAsync();
    }

    private static async Task<OscMessage> NextAsync(UdpClient socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return OscReader.Read((await socket.ReceiveAsync(patience.Token)).Buffer)[0];
    }

    [GeneratedRegex(@"\b60\b")]
    private static partial Regex Sixty();

    [GeneratedRegex(@"^127\.0\.0\.1:[1-9]\d*$")]
    private static partial Regex Listening();
}
