using Isorhythm.Latent;
using Isorhythm.Studio;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>The real studio and a real browser without a window.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    public const string ModelName = "clips of ours";

    // Enough for the clips to be told apart, so that the map has different rhythms to show.
    private static readonly TrainingOptions Short = new(Steps: 150);

    private readonly TemporaryFolder folder = new();
    private StudioHost? studio;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Models => folder.PathOf("models");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Requirements.Chromium))
        {
            return;
        }

        StudioFixture.TrainOne(Path.Combine(Models, ModelName), Short);
        studio = await StudioHost.StartAsync(new StudioOptions(Models, Port: 0) { ShippedFolder = null, Training = Short });
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Requirements.Chromium,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (studio is not null)
        {
            await studio.DisposeAsync();
        }

        folder.Dispose();
    }

    /// <summary>Opens the page, waits until it can be played, does as asked, and then demands a quiet console and no request elsewhere.</summary>
    internal Task PlayAsync(Func<PlayedPage, Task> play, string? script = null) => PlayAsync(studio!.Address, play, script);

    internal async Task PlayAsync(Uri address, Func<PlayedPage, Task> play, string? script = null)
    {
        await using var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            AcceptDownloads = true,
        });
        // A busy machine is slow, not wrong.
        context.SetDefaultTimeout(60_000);
        if (script is not null)
        {
            await context.AddInitScriptAsync(script);
        }

        var page = new PlayedPage(await context.NewPageAsync(), address);
        await page.OpenAsync();
        await play(page);
        page.WasQuiet();
    }
}
