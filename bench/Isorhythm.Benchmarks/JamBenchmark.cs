using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Drummers trade two bars with the real program over its hub, each at a moment of their own: how long from a closed bar to its answer, how many
/// answers come late, what the program holds in memory. With --faults sockets are cut at random and the program is killed, again and again, and
/// every answer that was heard must still be there at the end.
/// </summary>
internal static class JamBenchmark
{
    private const int BeatsOfATurn = 16;
    private const double SecondsAMinute = 60;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    public static void Run(string[] args)
    {
        var minutes = double.Parse(ModelRuns.Option(args, "--minutes") ?? "1", CultureInfo.InvariantCulture);
        var tempos = (ModelRuns.Option(args, "--bpm") ?? "120").Split(',').Select(bpm => double.Parse(bpm, CultureInfo.InvariantCulture)).ToList();
        var sessions = (ModelRuns.Option(args, "--sessions") ?? "1,10,50").Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture));
        var models = Directory.CreateTempSubdirectory("isorhythm-jam-").FullName;
        try
        {
            // As a model of the user's, so that the program does not begin to train one beside the jam.
            if (!args.Contains("--training"))
            {
                CopyModel(models);
            }

            if (args.Contains("--faults"))
            {
                FaultsAsync(models, minutes).GetAwaiter().GetResult();
                return;
            }

            foreach (var (count, bpm) in sessions.SelectMany(count => tempos.Select(bpm => (count, bpm))))
            {
                MeasureAsync(models, count, minutes, bpm, args.Contains("--partial")).GetAwaiter().GetResult();
            }
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }

    private static async Task MeasureAsync(string models, int sessions, double minutes, double bpm, bool partial)
    {
        using var studio = new StudioProcess(models);
        await studio.UntilPageAsync();
        var times = new ConcurrentBag<double>();
        var until = TimeSpan.FromMinutes(minutes);
        var clock = Stopwatch.StartNew();
        var drummers = Enumerable.Range(0, sessions).Select(i => PlayAsync(studio, $"jam-{sessions}-{bpm}-{i}", i, bpm, partial, clock, until, times)).ToArray();
        var memory = new List<double>();
        var everyone = Task.WhenAll(drummers);
        while (!everyone.IsCompleted)
        {
            await Task.WhenAny(everyone, Task.Delay(BetweenLooks));
            memory.Add(studio.ResidentMegabytes);
        }

        await everyone;
        var sixteenth = 1000 * SecondsAMinute / bpm / 4;
        var sorted = times.Order().ToList();
        Console.WriteLine(
            $"{sessions,3} sessions at {bpm} bpm, {minutes} min: {sorted.Count} answers, p50 {Of(sorted, 0.5):F1} ms, p99 {Of(sorted, 0.99):F1} ms, slowest {sorted[^1]:F1} ms; "
            + $"{sorted.Count(took => took > sixteenth)} later than a sixteenth ({sixteenth:F0} ms); processor {100 * studio.ProcessorSeconds / clock.Elapsed.TotalSeconds:F0}% of a core; "
            + $"resident {string.Join(", ", Thinned(memory).Select(megabytes => $"{megabytes:F0}"))} MB");
    }

    private static async Task PlayAsync(
        StudioProcess studio, string session, int seed, double bpm, bool partial, Stopwatch clock, TimeSpan until, ConcurrentBag<double> times)
    {
        using var drummer = new JamDrummer(studio.Http.BaseAddress!, session, seed);
        await drummer.JoinAsync(ShippedModels.Usual, bpm);
        var turn = TimeSpan.FromSeconds(BeatsOfATurn * SecondsAMinute / bpm);
        var beat = turn / BeatsOfATurn;
        var closes = clock.Elapsed + (turn * new Random(seed).NextDouble()) + beat;
        for (var number = 1; closes < until || number == 1; number++, closes += turn)
        {
            if (partial)
            {
                await UntilAsync(closes - beat);
                await drummer.PlayUnfinishedAsync(number);
            }

            await UntilAsync(closes);
            times.Add(await drummer.PlayAsync(number));
        }

        async Task UntilAsync(TimeSpan moment)
        {
            var wait = moment - clock.Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }
    }

    private static async Task FaultsAsync(string models, double minutes)
    {
        const int Drummers = 6;
        const double Bpm = 120;
        var port = StudioProcess.FreePort();
        var studio = new StudioProcess(models, port);
        await studio.UntilPageAsync();
        var (until, random, kills) = (Stopwatch.GetTimestamp() + (long)(minutes * SecondsAMinute * Stopwatch.Frequency), new Random(1), 0);
        var drummers = Enumerable.Range(0, Drummers).Select(i => new JamDrummer(studio.Http.BaseAddress!, $"fault-{i}", i)).ToArray();
        var playing = Task.WhenAll(drummers.Select((drummer, i) => PlayWithCutsAsync(drummer, new Random(100 + i), Bpm, until)));
        while (!playing.IsCompleted)
        {
            if (await Task.WhenAny(playing, Task.Delay(random.Next(1_000, 5_000))) != playing)
            {
                studio.Dispose();
                kills++;
                studio = new StudioProcess(models, port);
                await studio.UntilPageAsync();
            }
        }

        // The first join of a drummer is not one that came back, but is as welcome where the program has just been killed.
        var cuts = (await playing).Sum();
        var (heard, lost) = (0, 0);
        foreach (var drummer in drummers)
        {
            var joined = await drummer.ComeBackAsync(ShippedModels.Usual, Bpm);
            var kept = joined.GetProperty("turns").EnumerateArray().ToDictionary(turn => turn.GetProperty("number").GetInt32(), turn => turn.GetProperty("reply").GetRawText());
            heard += drummer.Heard.Count;
            lost += drummer.Heard.Count(answer => kept.GetValueOrDefault(answer.Key) != answer.Value);
        }

        studio.Dispose();
        var back = drummers.SelectMany(drummer => drummer.Reconnections).Order().ToList();
        Console.WriteLine(
            $"{Drummers} drummers, {minutes} min: {heard} answers heard, sockets cut {cuts} times, the program killed {kills} times; "
            + $"back after p50 {Of(back, 0.5):F0} ms, slowest {back[^1]:F0} ms; {lost} recorded bars lost");
        if (lost > 0)
        {
            throw new IsorhythmException("An answer that was heard is not in the recorded session.");
        }
    }

    // Cuts are as likely before an answer as after it.
    private static async Task<int> PlayWithCutsAsync(JamDrummer drummer, Random random, double bpm, long until)
    {
        await drummer.ComeBackAsync(ShippedModels.Usual, bpm);
        var cuts = 0;
        for (var number = 1; Stopwatch.GetTimestamp() < until;)
        {
            try
            {
                var answer = drummer.PlayAsync(number);
                if (random.Next(20) == 0)
                {
                    await Task.Delay(random.Next(20));
                    drummer.Cut();
                    cuts++;
                }

                await answer;
                number++;
                await Task.Delay(random.Next(200));
            }
            catch (Exception lost) when (JamDrummer.IsLost(lost))
            {
                await drummer.ComeBackAsync(ShippedModels.Usual, bpm);
            }
        }

        return cuts;
    }

    public static void CopyModel(string models)
    {
        var to = Directory.CreateDirectory(Path.Combine(models, ShippedModels.Usual)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "../../Isorhythm/release/models", ShippedModels.Usual)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static IEnumerable<double> Thinned(List<double> values) => values.Where((_, i) => i % Math.Max(1, values.Count / 10) == 0);

    private static double Of(List<double> sorted, double quantile) => sorted[(int)(quantile * (sorted.Count - 1))];
}
