using Isorhythm.Latent;

namespace Isorhythm.Tests;

/// <summary>The report of an evaluation in a real browser: as a file that somebody was sent, and from the studio.</summary>
public sealed class ReportPageTests(PageFixture browser) : IClassFixture<PageFixture>
{
    private const double SecondsPerQuarter = 0.5;

    [BrowserFact]
    public Task AButtonPlaysTheOnsetsOfItsPhraseRoundAndRound() => ReadAsync(async page =>
    {
        await page.Page.GetByLabel("Play A to B, 1 of 3").ClickAsync();
        await page.UntilAsync("isorhythm.scheduled.length > 5");

        var audio = Heard(0);
        var scheduled = await page.ReadAsync("scheduled");
        var begun = (await page.ReadAsync("playing")).GetProperty("begun").GetDouble();
        double[] times = [.. scheduled.EnumerateArray().Take(6).Select(note => (note.GetProperty("time").GetDouble() - begun) / SecondsPerQuarter)];
        double[] expected = [.. audio.Notes.Select(note => note[0]), .. audio.Notes.Select(note => note[0] + audio.Quarters)];

        Assert.Equal(expected, times, (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal([36, 38, 42, 36, 38, 42], scheduled.EnumerateArray().Take(6).Select(note => note.GetProperty("pitch").GetInt32()));
        Assert.Equal("true", await page.Page.GetByLabel("Play A to B, 1 of 3").GetAttributeAsync("aria-pressed"));
        Assert.True(await page.Page.Locator(".picture.sounds .head").IsVisibleAsync());
    });

    [BrowserFact]
    public Task GoingFromTheOriginalToTheModelKeepsThePlaceAndAnotherPictureBeginsAnew() => ReadAsync(async page =>
    {
        await page.Page.GetByLabel("Play original 1").ClickAsync();
        await page.UntilAsync("isorhythm.playing?.place > 1");
        var before = (await page.ReadAsync("playing")).GetProperty("begun").GetDouble();

        await page.Page.GetByLabel("Play model 1").ClickAsync();
        await page.UntilAsync("isorhythm.playing?.phrases[0] === 4 && isorhythm.scheduled.some(note => note.phrase === 4)");

        var playing = await page.ReadAsync("playing");
        var loop = Heard(4).Quarters * SecondsPerQuarter;
        var rounds = (playing.GetProperty("begun").GetDouble() - before) / loop;
        Assert.Equal(Math.Round(rounds), rounds, 1e-6);
        Assert.Equal("false", await page.Page.GetByLabel("Play original 1").GetAttributeAsync("aria-pressed"));

        await page.Page.GetByLabel("Play all of A to B").ClickAsync();
        await page.UntilAsync("isorhythm.scheduled.some(note => note.phrase === 0)");
        var first = (await page.ReadAsync("scheduled")).EnumerateArray().First(note => note.GetProperty("phrase").GetInt32() == 0);
        Assert.Equal((await page.ReadAsync("playing")).GetProperty("begun").GetDouble(), first.GetProperty("time").GetDouble(), 1e-6);
    });

    [BrowserFact]
    public Task SpaceStopsAndAButtonUnderTheFocusIsStillPressedWithIt() => ReadAsync(async page =>
    {
        var (first, second) = (page.Page.GetByLabel("Play original 1"), page.Page.GetByLabel("Play model 1"));
        await first.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("isorhythm.playing?.phrases[0] === 3");
        await second.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("isorhythm.playing?.phrases[0] === 4");
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("isorhythm.playing === null");

        await first.ClickAsync();
        await page.UntilAsync("isorhythm.playing !== null");
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilAsync("isorhythm.playing === null");
        Assert.Equal(0, await page.Page.Locator(".sounds").CountAsync());
    });

    [BrowserFact]
    public Task ItHasNothingThatAxeObjectsToPlayingOrNot() => ReadAsync(async page =>
    {
        await Axe.IsSatisfiedAsync(page, "report");
        await page.Page.GetByLabel("Play A to B, 1 of 3").ClickAsync();
        await page.UntilAsync("isorhythm.playing !== null");
        await Axe.IsSatisfiedAsync(page, "report while it plays");
    });

    [BrowserFact]
    public Task NothingMovesForThoseWhoWantNoneOfItAndNothingIsPressedOnPaper() => ReadAsync(async page =>
    {
        await page.Page.EmulateMediaAsync(new() { ReducedMotion = Microsoft.Playwright.ReducedMotion.Reduce });
        await page.Page.GetByLabel("Play A to B, 1 of 3").ClickAsync();
        await page.UntilAsync("document.querySelector('.picture.sounds') !== null");
        Assert.False(await page.Page.Locator(".picture.sounds .head").IsVisibleAsync());
        await page.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.False(await page.Page.GetByLabel("Play A to B, 1 of 3").IsVisibleAsync());
        Assert.True(await page.Page.Locator(".picture svg").First.IsVisibleAsync());
    });

    [BrowserFact]
    public Task FromTheStudioItIsAskedForBesideTheNameOfTheSpaceAndPlaysUnderItsPolicy() => browser.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.At("about").ClickAsync();
        await Axe.IsSatisfiedAsync(page, "about a space");
        await page.At("measure").ClickAsync();
        await page.At("report").WaitForAsync();
        await Axe.IsSatisfiedAsync(page, "about a space that is measured");

        var opened = page.Page.Context.WaitForPageAsync();
        await page.At("report").ClickAsync();
        var report = await opened;
        var errors = new List<string>();
        report.Console += (_, message) => errors.Add(message.Text);
        await report.ReloadAsync();
        await report.GetByLabel("Play original 1").ClickAsync();
        await report.WaitForFunctionAsync("() => isorhythm.scheduled.length > 0");
        Assert.Contains("measured on", (await report.TextContentAsync("main"))!, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(errors);
    });

    private static PhraseAudio Heard(int phrase)
    {
        var sound = new ReportSound();
        ReportPage.Write(ReportSoundTests.Report(), sound);
        return sound.Phrases[phrase];
    }

    /// <summary>The report lies in a folder like any file, and its links lead to what lies beside it.</summary>
    private async Task ReadAsync(Func<PlayedPage, Task> read)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in ReportSoundTests.Report().Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(file.Path))!);
            await File.WriteAllBytesAsync(folder.PathOf(file.Path), file.Content.ToArray());
        }

        await browser.PlayAsync(new Uri(folder.PathOf("report.html")), read);
    }
}
