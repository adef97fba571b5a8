namespace Isorhythm.Tests;

/// <summary>axe-core finds nothing to object to on any view.</summary>
public sealed class AccessibilityTests(PageFixture browser, TracksFixture tracks) : IClassFixture<PageFixture>, IClassFixture<TracksFixture>
{
    [BrowserFact]
    public Task TheMapOfDrumsAndItsPanels() => browser.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await Axe.IsSatisfiedAsync(page, "map");
        foreach (var (open, view) in new[] { ("?", "help"), ("c", "clips") })
        {
            await page.Page.Keyboard.PressAsync(open);
            await Axe.IsSatisfiedAsync(page, view);
            await page.Page.Keyboard.PressAsync("Escape");
        }

        await page.At("paths-button").ClickAsync();
        await Axe.IsSatisfiedAsync(page, "paths");
    });

    [BrowserFact]
    public Task EveryConnection() => browser.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.At("midi").ClickAsync();
        await page.At("midi-ask").WaitForAsync();
        foreach (var tab in await page.Page.Locator("[role=tab]").AllAsync())
        {
            await tab.ClickAsync();
            await Axe.IsSatisfiedAsync(page, await tab.InnerTextAsync());
        }
    });

    [BrowserFact]
    public Task WhatWasDropped() => browser.PlayAsync(async page =>
    {
        await page.UntilPlayableAsync();
        await page.DropAsync([.. DrumClips.Make(3), ("clips/words.mid", "no MIDI here"u8.ToArray())]);
        await page.At("lesson").WaitForAsync();
        await Axe.IsSatisfiedAsync(page, "what was dropped");
    });

    [BrowserFact]
    public Task TheMapOfTracks() => browser.PlayAsync(tracks.Address, async page =>
    {
        await page.UntilAsync("document.querySelector('[data-testid=model-select]').options.length > 3");
        await page.At("model-select").SelectOptionAsync("trio");
        await page.UntilOpenAsync("trio");
        await page.UntilPlayableAsync();
        await Axe.IsSatisfiedAsync(page, "tracks");
        await page.At("model-select").SelectOptionAsync("flat");
        await page.UntilOpenAsync("flat");
        await page.At("ways").ClickAsync();
        await Axe.IsSatisfiedAsync(page, "ways");
    });

    [BrowserFact]
    public Task TheJamBeforeItAndInItAndFromTheAudience() => browser.PlayAsync(
        async page =>
        {
            await page.EnterJamAsync();
            await Axe.IsSatisfiedAsync(page, "jam");
            await page.At("jam-setup-button").ClickAsync();
            await Axe.IsSatisfiedAsync(page, "what one plays on");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.Page.Keyboard.PressAsync("?");
            await Axe.IsSatisfiedAsync(page, "keys of the jam");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.StartDrummingAsync();
            await page.UntilTurnsAsync(1);
            await Axe.IsSatisfiedAsync(page, "jam while it is played");

            var spectator = await page.BesideAsync();
            await spectator.OpenAsync($"#watch={await page.SessionAsync()}");
            await spectator.UntilJoinedAsync();
            await Axe.IsSatisfiedAsync(spectator, "audience");
        },
        JamPage.Script);
}
