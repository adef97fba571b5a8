using System.Text.Json;
using Isorhythm.Music;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>The page in a browser, with what a player sees and does.</summary>
internal sealed class PlayedPage
{
    private readonly Uri address;
    private readonly List<string> noise = [];

    public PlayedPage(IPage page, Uri address)
    {
        Page = page;
        this.address = address;
        // A browser without a graphics card complains of its own slowness.
        page.Console += (_, message) => Note(message.Type is "error" or "warning" && !message.Text.Contains("GL Driver Message", StringComparison.Ordinal), $"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, $"uncaught: {error}");
        page.Request += (_, request) => Note(IsElsewhere(request.Url), $"request to {request.Url}");
        page.WebSocket += (_, socket) => Note(IsElsewhere(socket.Url), $"socket to {socket.Url}");
    }

    public IPage Page { get; }

    public ILocator Map => At("map");

    public ILocator At(string testId) => Page.GetByTestId(testId);

    public Task OpenAsync(string place = "") => Page.GotoAsync(new Uri(address, place).ToString());

    /// <summary>Another page of the same browser.</summary>
    public async Task<PlayedPage> BesideAsync() => new(await Page.Context.NewPageAsync(), address);

    /// <summary>Waits until a pattern lies under the head.</summary>
    public Task UntilPlayableAsync() => UntilAsync("window.isorhythm.pattern.length > 0");

    /// <summary>Waits until the page shows that space.</summary>
    public Task UntilOpenAsync(string model) => UntilAsync($"document.querySelector('[data-testid=model-select]').value === '{model}'");

    public Task UntilAsync(string condition) => Page.WaitForFunctionAsync($"() => {condition}");

    /// <summary>Waits until so many patterns are in the history.</summary>
    public Task UntilRememberedAsync(int count) => UntilAsync($"document.querySelectorAll('.stamp').length === {count}");

    public async Task<(double X, double Y)> HeadAsync()
    {
        var head = await ReadAsync("head");
        return (head.GetProperty("x").GetDouble(), head.GetProperty("y").GetDouble());
    }

    /// <summary>The cells of the pattern at the head, by step, then drum.</summary>
    public async Task<IReadOnlyList<(int Step, int Drum)>> PatternAsync() =>
        Cells(await ReadAsync("pattern"));

    /// <summary>What was handed to the audio clock so far, in its order.</summary>
    public async Task<IReadOnlyList<(double Time, int Drum, double Velocity)>> ScheduledAsync() =>
        [.. (await ReadAsync("scheduled")).EnumerateArray().Select(note =>
            (note.GetProperty("time").GetDouble(), note.GetProperty("drum").GetInt32(), note.GetProperty("velocity").GetDouble()))];

    /// <summary>Puts the head where a mouse would: a share of the map's side from its left and from its top.</summary>
    public async Task PressMapAsync(float right, float down)
    {
        var before = await HeadAsync();
        var box = (await Map.BoundingBoxAsync())!;
        await Page.Mouse.ClickAsync(box.X + (box.Width * right), box.Y + (box.Height * down));
        await UntilAsync($"window.isorhythm.head.x !== {before.X:R} || window.isorhythm.head.y !== {before.Y:R}");
    }

    /// <summary>Waits until the pattern at the head has a hit in each of these cells, and nowhere else.</summary>
    public Task UntilPatternAsync(IReadOnlyList<(int Step, int Drum)> cells) => Page.WaitForFunctionAsync(
        "cells => window.isorhythm.pattern.map(hit => `${hit.step} ${hit.drum}`).sort().join() === cells.sort().join()",
        cells.Select(cell => $"{cell.Step} {cell.Drum}").ToArray());

    /// <summary>Nothing was asked of another origin, and nothing was complained of.</summary>
    public void WasQuiet() => Assert.Empty(noise);

    public static IReadOnlyList<(int Step, int Drum)> Cells(GridPhrase phrase) => [.. phrase.Hits.Select(hit => (hit.Step, hit.Drum))];

    private static IReadOnlyList<(int Step, int Drum)> Cells(JsonElement pattern) =>
        [.. pattern.EnumerateArray().Select(hit => (hit.GetProperty("step").GetInt32(), hit.GetProperty("drum").GetInt32())).Order()];

    public async Task<JsonElement> ReadAsync(string what) => (await Page.EvaluateAsync<JsonElement>($"() => window.isorhythm.{what}")).Clone();

    private bool IsElsewhere(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is not ("data" or "blob") && uri.Authority != address.Authority;

    private void Note(bool isNoise, string what)
    {
        if (isNoise)
        {
            lock (noise)
            {
                noise.Add(what);
            }
        }
    }

    /// <summary>Drops files on the page, under their names.</summary>
    public async Task DropAsync(IReadOnlyList<(string Path, byte[] Bytes)> files)
    {
        var transfer = await Page.EvaluateHandleAsync(
            """
            files => {
              const transfer = new DataTransfer();
              for (const { name, bytes } of files) {
                transfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: "audio/midi" }));
              }
              return transfer;
            }
            """,
            files.Select(file => new { name = System.IO.Path.GetFileName(file.Path), bytes = Convert.ToBase64String(file.Bytes) }).ToArray());
        await Page.DispatchEventAsync("body", "drop", new { dataTransfer = transfer });
    }
}
