using System.Text.Json;
using Isorhythm.Latent;
using Microsoft.Playwright;

namespace Isorhythm.Benchmarks;

/// <summary>
/// The page of the real program in Chromium, without a window and without a graphics card: how far what it schedules lies off the grid, how soon a
/// moved head is heard, how long the map of the shipped model (with --data also one of 20,000 phrases) and the space of a ten-minute jam take to draw.
/// </summary>
internal static class PageBenchmark
{
    private const double Bpm = 160;
    private const double SixteenthMilliseconds = 60_000 / Bpm / 4;
    private const int TurnsOfTenMinutes = 100;
    private const int Seconds = 20;
    private const int Moves = 40;
    private const string TwentyThousand = "twenty-thousand";
    private static readonly string[] DrumFolders = ["groove", "songs", "songs-by-genre"];

    /// <summary>Remembers what was told to the audio clock and when, and how long each frame took to draw.</summary>
    private const string Script =
        """
        window.told = [];
        const start = AudioScheduledSourceNode.prototype.start;
        AudioScheduledSourceNode.prototype.start = function (when = 0, ...rest) {
          window.told.push(when - this.context.currentTime);
          window.audio = this.context;
          return start.call(this, when, ...rest);
        };
        window.frames = [];
        const ask = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (draw) => ask((now) => {
          const begun = performance.now();
          draw(now);
          window.frames.push({ took: performance.now() - begun, now });
        });
        """;

    public static void Run(string[] args)
    {
        var models = Directory.CreateTempSubdirectory("isorhythm-page-").FullName;
        try
        {
            JamBenchmark.CopyModel(models);
            if (ModelRuns.Option(args, "--data") is { } data)
            {
                TrainTwentyThousand(data, models);
            }

            MeasureAsync(models, ModelRuns.Option(args, "--only")).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }

    // How well it plays does not matter here, only that it does.
    private static void TrainTwentyThousand(string data, string models)
    {
        const int Phrases = 20_000;
        const int TrainingSteps = 200;
        var recipe = Recipe.Named("fm-music-vae-drums-2bar-plain-small");
        var corpus = Path.Combine(models, "drums.corpus");
        Corpus.BuildFile(MidiSource.Each([.. DrumFolders.Select(folder => Path.Combine(data, folder))]), Representation.Named(recipe.Representation), corpus);
        Trainer.Run(recipe, Corpus.Open(corpus), Path.Combine(models, TwentyThousand), new TrainingOptions(TrainingSteps, MapPhrases: Phrases));
    }

    private static async Task MeasureAsync(string models, string? only)
    {
        using var studio = new StudioProcess(models);
        await studio.UntilPageAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ISORHYTHM_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        foreach (var (name, measure) in new (string, Func<IPage, Uri, Task>)[] { ("clock", ClockAsync), ("head", HeadAsync), ("map", MapAsync), ("space", SpaceAsync) })
        {
            if (only is null || only == name)
            {
                var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
                await page.AddInitScriptAsync(Script);
                await measure(page, studio.Http.BaseAddress!);
                await page.CloseAsync();
            }
        }
    }

    // The same stroke comes again with each round of the pattern: what its distance is off the length of the pattern is the error of both.
    private static async Task ClockAsync(IPage page, Uri studio)
    {
        await PlayAsync(page, studio);
        var strokes = new HashSet<(double Time, int Drum)>();
        for (var second = 0; second < Seconds; second++)
        {
            await page.WaitForTimeoutAsync(1_000);
            var scheduled = await page.EvaluateAsync<JsonElement>("() => window.isorhythm.scheduled.map(({ time, drum }) => [time, drum])");
            strokes.UnionWith(scheduled.EnumerateArray().Select(stroke => (stroke[0].GetDouble(), stroke[1].GetInt32())));
        }

        var inPattern = await page.EvaluateAsync<int>("() => window.isorhythm.pattern.length");
        var ordered = strokes.OrderBy(stroke => stroke.Time).ThenBy(stroke => stroke.Drum).ToList();
        var pattern = 32 * SixteenthMilliseconds;
        var errors = ordered.Skip(inPattern).Zip(ordered, (later, earlier) => Math.Abs((1_000 * (later.Time - earlier.Time)) - pattern)).Order().ToList();
        var ahead = (await page.EvaluateAsync<double[]>("() => window.told")).Select(seconds => 1_000 * seconds).Order().ToList();
        Console.WriteLine($"clock: {ordered.Count} strokes at {Bpm} bpm off the grid by p50 {Of(errors, 0.5):F4} ms, p99 {Of(errors, 0.99):F4} ms, most {errors[^1]:F4} ms");
        Console.WriteLine($"       told ahead of their sound p50 {Of(ahead, 0.5):F0} ms, least {ahead[0]:F0} ms; too late {ahead.Count(time => time < 0)} of {ahead.Count}");
    }

    // Velocities are decoded anew at every place: a stroke whose velocity only the new pattern has is of the new pattern. It could be heard first with the
    // first step after the move on which the new pattern has such a stroke.
    private static async Task HeadAsync(IPage page, Uri studio)
    {
        await PlayAsync(page, studio);
        await page.GetByTestId("change-once").ClickAsync();
        var (sixteenths, missed) = (new List<double>(), new List<double>());
        for (var move = 0; move < Moves; move++)
        {
            var heard = await page.EvaluateAsync<double[]>(
                """
                async ([move, sixteenth]) => {
                  const names = (strokes) => strokes.map(({ drum, velocity }) => `${drum}/${velocity}`);
                  const old = new Set(names(window.isorhythm.pattern));
                  const from = window.audio.currentTime;
                  const box = document.querySelector("[data-testid=map]").getBoundingClientRect();
                  const at = { clientX: box.left + box.width * (0.25 + 0.5 * (move * 0.618 % 1)), clientY: box.top + box.height * (0.25 + 0.5 * (move * 0.414 % 1)), pointerId: 1, button: 0, bubbles: true };
                  document.querySelector("[data-testid=map]").dispatchEvent(new PointerEvent("pointerdown", at));
                  for (let look = 0; look < 300; look++) {
                    await new Promise((after) => setTimeout(after, 5));
                    const now = window.isorhythm.pattern.filter((stroke) => !old.has(names([stroke])[0]));
                    const heard = window.isorhythm.scheduled.find((stroke) => stroke.time > from && names(now).includes(names([stroke])[0]));
                    if (heard) {
                      let next = Math.ceil(heard.step - (heard.time - from) / sixteenth);
                      while (!now.some((stroke) => stroke.step === next % 32)) next++;
                      return [(heard.time - from) / sixteenth, heard.step - next];
                    }
                  }
                  return [];
                }
                """,
                new[] { move, SixteenthMilliseconds / 1_000 });
            if (heard is [var after, var late])
            {
                sixteenths.Add(after);
                missed.Add(late);
            }

            await page.WaitForTimeoutAsync(300);
        }

        sixteenths.Sort();
        Console.WriteLine(
            $"head:  {sixteenths.Count} of {Moves} moves heard after p50 {Of(sixteenths, 0.5):F1}, p90 {Of(sixteenths, 0.9):F1}, most {sixteenths[^1]:F1} sixteenths at {Bpm} bpm; "
            + $"{missed.Count(steps => steps <= 0)} with the next step on which the new pattern strikes, {missed.Count(steps => steps == 1)} a step later, {missed.Count(steps => steps > 1)} later still");
    }

    private static async Task MapAsync(IPage page, Uri studio)
    {
        await PlayAsync(page, studio);
        await DragAsync(page, ShippedModels.Usual, "map of groove-2bar (1,400 of its phrases), played and dragged");
        if (await page.Locator($"[data-testid=model-select] option[value={TwentyThousand}]").CountAsync() > 0)
        {
            await DragAsync(page, TwentyThousand, "map of 20,000 phrases, likewise");
            await page.Keyboard.PressAsync("c");
            await DragAsync(page, TwentyThousand, "the same with the list of clips open");
        }
    }

    private static async Task DragAsync(IPage page, string model, string what)
    {
        await OpenAsync(page, model);
        var box = (await page.GetByTestId("map").BoundingBoxAsync())!;
        await page.EvaluateAsync("() => { window.frames.length = 0; }");
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        for (var move = 0; move < 10 * Seconds; move++)
        {
            await page.Mouse.MoveAsync(box.X + (box.Width * (0.5f + (0.4f * MathF.Cos(move / 9f)))), box.Y + (box.Height * (0.5f + (0.4f * MathF.Sin(move / 7f)))));
        }

        await page.Mouse.UpAsync();
        await ReportFramesAsync(page, what);
    }

    private static async Task SpaceAsync(IPage page, Uri studio)
    {
        using (var drummer = new JamDrummer(studio, "ten-minutes", 1))
        {
            await drummer.JoinAsync(ShippedModels.Usual, Bpm);
            for (var turn = 1; turn <= TurnsOfTenMinutes; turn++)
            {
                await drummer.PlayAsync(turn);
            }
        }

        await page.GotoAsync($"{studio}#watch=ten-minutes");
        await page.WaitForFunctionAsync($"() => window.isorhythm?.jam?.turns.length === {TurnsOfTenMinutes}");
        foreach (var (picture, key) in new[] { ("flat", ""), ("3-D", "3") })
        {
            if (key.Length > 0)
            {
                await page.Keyboard.PressAsync(key);
            }

            await page.WaitForTimeoutAsync(2_000);
            await page.EvaluateAsync("() => { window.frames.length = 0; }");
            await page.WaitForTimeoutAsync(1_000 * Seconds / 2);
            await ReportFramesAsync(page, $"space of {TurnsOfTenMinutes} turns, {picture}");
        }
    }

    private static async Task OpenAsync(IPage page, string model)
    {
        await page.WaitForFunctionAsync("() => window.isorhythm?.model");
        await page.GetByTestId("model-select").SelectOptionAsync(model);
        await page.WaitForFunctionAsync($"() => window.isorhythm.model === '{model}' && window.isorhythm.pattern.length > 0");
    }

    private static async Task PlayAsync(IPage page, Uri studio)
    {
        await page.GotoAsync(studio.ToString());
        await OpenAsync(page, ShippedModels.Usual);
        await page.GetByTestId("tempo").FillAsync($"{Bpm}");
        await page.GetByTestId("tempo").PressAsync("Enter");
        await page.GetByTestId("map").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.WaitForFunctionAsync("() => window.isorhythm.scheduled.length > 8");
    }

    private static async Task ReportFramesAsync(IPage page, string what)
    {
        var frames = (await page.EvaluateAsync<JsonElement>("() => window.frames")).EnumerateArray().ToList();
        var took = frames.Select(frame => frame.GetProperty("took").GetDouble()).Order().ToList();
        var now = frames.Select(frame => frame.GetProperty("now").GetDouble()).ToList();
        var between = now.Skip(1).Zip(now, (later, earlier) => later - earlier).Order().ToList();
        Console.WriteLine(
            $"frame: {what}: {frames.Count} frames, the page draws p50 {Of(took, 0.5):F1} ms, p95 {Of(took, 0.95):F1} ms; "
            + $"from one to the next p50 {Of(between, 0.5):F1} ms, p95 {Of(between, 0.95):F1} ms");
    }

    private static double Of(List<double> sorted, double quantile) => sorted[(int)(quantile * (sorted.Count - 1))];
}
