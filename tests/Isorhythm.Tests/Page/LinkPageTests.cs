using Isorhythm.Latent;
using Isorhythm.Studio;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>The page in a Link session with another participant.</summary>
public sealed class LinkPageTests(PageFixture studio) : IClassFixture<PageFixture>
{
    // A synthesiser that writes down the clock that it is sent, and when.
    private const string Synthesiser = """
        const sent = [];
        const synth = Object.assign(new EventTarget(), {
          id: "o1", name: "Synth", manufacturer: "Acme", state: "connected", clear() {}, send: (data, at) => sent.push({ kind: data[0], at }),
        });
        Navigator.prototype.requestMIDIAccess = async () => Object.assign(new EventTarget(), { inputs: new Map(), outputs: new Map([["o1", synth]]) });
        window.midi = { sent, ticks: () => sent.filter(({ kind }) => kind === 0xf8).map(({ at }) => at), start: () => sent.find(({ kind }) => kind === 0xfa)?.at };
        """;

    private const double ClickOnTime = 15;

    [BrowserFact]
    public Task ThePageFollowsTheOthersTempoBeginsOnTheirDownbeatKeepsTheirBeatAndStopsWithThem() => PlayAsync(async (page, meeting, other) =>
    {
        await page.At("links-out").ClickAsync();
        await page.At("midi-ask").ClickAsync();
        await page.At("midi-device").SelectOptionAsync("Acme/Synth");
        await page.At("links-clock").ClickAsync();
        await page.At("midi-clock").CheckAsync();
        await page.At("link-on").CheckAsync();
        await Assertions.Expect(page.At("link-peers")).ToHaveTextAsync("1");
        other.SetTempo(100);
        await Assertions.Expect(page.At("tempo")).ToHaveValueAsync("100.0");
        await page.At("link-quantum").FillAsync("3");
        await page.At("link-quantum").PressAsync("Enter");
        await page.At("link-together").CheckAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Map.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("midi.ticks().length > 48");

        var ahead = await AheadAsync(page, meeting.Clock);
        Assert.InRange(Off(other.State, await page.Page.EvaluateAsync<double>("midi.start()") + ahead, quantum: 3), 0, ClickOnTime);
        await meeting.UntilAsync(() => other.State.Playing is { On: true });
        Assert.InRange(Off(other.State, other.State.Playing!.Beat, quantum: 3, isBeat: true), 0, ClickOnTime);
        var ticks = await page.Page.EvaluateAsync<double[]>("midi.ticks()");
        Assert.All(ticks[^24..], tick => Assert.InRange(Off(other.State, tick + ahead, quantum: 1 / 24.0), 0, ClickOnTime));

        other.SetPlaying(false, meeting.Clock.Now);
        await page.UntilAsync("!window.isorhythm.playing");
        other.SetPlaying(true, meeting.Clock.Now);
        await page.UntilAsync("window.isorhythm.playing");
    });

    [BrowserFact]
    public Task ATempoThatIsSetOnThePageIsTheOthersToo() => PlayAsync(async (page, meeting, other) =>
    {
        await page.At("links-clock").ClickAsync();
        await page.At("link-on").CheckAsync();
        // What is typed while the page takes the others' tempo is overwritten by it.
        await Assertions.Expect(page.At("tempo")).ToHaveValueAsync("110.0");
        await page.At("tempo").FillAsync("88.5");
        await page.At("tempo").PressAsync("Enter");
        await meeting.UntilAsync(() => Math.Abs(other.State.BeatsPerMinute - 88.5) < 0.01);
        await Assertions.Expect(page.At("link-tempo")).ToHaveTextAsync("88.5 bpm");
        await Assertions.Expect(page.At("tempo")).ToHaveValueAsync("88.5");
    });

    [BrowserFact]
    public Task WhileLinkIsFollowedNoMidiClockIsAndThePageSaysWhy() => PlayAsync(async (page, _, _) =>
    {
        await page.At("links-clock").ClickAsync();
        await Assertions.Expect(page.At("clock-ask")).ToBeVisibleAsync();
        await page.At("link-on").CheckAsync();
        await Assertions.Expect(page.At("clock-rests")).ToContainTextAsync("one clock");
        await Assertions.Expect(page.At("clock-ask")).ToHaveCountAsync(0);
        var nodes = await AccessibleNodes.OfAsync(page.Page);
        Assert.DoesNotContain(nodes, node => node.IsControl && node.Name.Length == 0);
        await page.At("link-on").UncheckAsync();
        await Assertions.Expect(page.At("clock-ask")).ToBeVisibleAsync();
    });

    private async Task PlayAsync(Func<PlayedPage, LinkMeeting, LinkBridge, Task> play)
    {
        using var meeting = new LinkMeeting();
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(Path.Combine(folder.PathOf("models"), PageFixture.ModelName), new TrainingOptions(Steps: 20));
        await using var linked = await StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0) { ShippedFolder = null, Link = meeting.Options });
        using var other = meeting.Join(110);
        await studio.PlayAsync(
            linked.Address,
            async page =>
            {
                await page.UntilPlayableAsync();
                await page.Page.Keyboard.PressAsync("m");
                await play(page, meeting, other);
            },
            Synthesiser);
    }

    /// <summary>Milliseconds that the host's clock is ahead of the page's: of several looks at both, the one in which least time passed.</summary>
    private static async Task<double> AheadAsync(PlayedPage page, LinkClock clock)
    {
        var (best, narrowest) = (0.0, double.MaxValue);
        for (var n = 0; n < 40; n++)
        {
            var before = clock.Now / 1e3;
            var there = await page.Page.EvaluateAsync<double>("performance.now()");
            var after = clock.Now / 1e3;
            (best, narrowest) = after - before < narrowest ? (((before + after) / 2) - there, after - before) : (best, narrowest);
        }

        return best;
    }

    /// <summary>Milliseconds from a moment of the host's clock, or from a beat, to the nearest bar of so many beats.</summary>
    private static double Off(LinkMoment session, double at, double quantum, bool isBeat = false)
    {
        var beat = isBeat ? at : session.Beat + ((at - session.At) * session.BeatsPerMinute / 60_000);
        return Math.Abs(beat - (Math.Round(beat / quantum) * quantum)) * 60_000 / session.BeatsPerMinute;
    }
}
