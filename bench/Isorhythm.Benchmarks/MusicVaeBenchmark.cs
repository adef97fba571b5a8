using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Table 1 and Fig. 3 of MusicVAE on music that is at hand: the flat and the hierarchical decoder at 16 bars, with one budget of steps, split by
/// song, on files that training did not see. A run that was stopped goes on where it was.
/// </summary>
internal static class MusicVaeBenchmark
{
    private static readonly Task[] Tasks =
    [
        new("mel-16bar", ["melodies", "ryans-mammoth"]),
        new("drums-16bar", ["groove", "songs", "songs-by-genre"]),
        new("trio-16bar", ["songs", "songs-by-genre"]),
    ];

    internal static void Run(string[] args)
    {
        var data = ModelRuns.Option(args, "--data") ?? throw new IsorhythmException("musicvae needs --data PATH, the folder that holds melodies, groove and songs.");
        var folder = ModelRuns.Option(args, "--out") ?? throw new IsorhythmException("musicvae needs --out DIR, where its runs are kept and taken up again.");
        var steps = int.Parse(ModelRuns.Option(args, "--steps") ?? "1000", CultureInfo.InvariantCulture);
        var only = ModelRuns.Option(args, "--only");
        Console.WriteLine("recipe                        seed  steps  minutes  bits  forced  sampled   gap  likeliest     F1  majority   copy  Hamming up   cost  blend's");
        foreach (var task in Tasks.Where(task => only is null || task.Name.Contains(only, StringComparison.Ordinal)))
        {
            var representation = Representation.Named(Recipe.Named($"musicvae-{task.Name}-small").Representation);
            var corpus = ModelRuns.Corpus(Path.Combine(folder, $"{task.Name}.corpus"), representation, task.Folders.Select(name => Path.Combine(data, name)));
            foreach (var seed in ModelRuns.Seeds(args))
            {
                Measure(Recipe.Named($"musicvae-{task.Name}-flat-small"), corpus, folder, steps, seed);
                Measure(Recipe.Named($"musicvae-{task.Name}-small"), corpus, folder, steps, seed);
            }
        }
    }

    private static void Measure(Recipe recipe, Corpus corpus, string folder, int steps, ulong seed)
    {
        var model = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{recipe.Name}-{steps}-{seed}"));
        var run = ModelRuns.Measured(ModelRuns.Budget(recipe, steps), corpus, model, seed);
        var (forced, sampled) = (run.Figure("reconstruction", "teacherForcedAccuracy"), run.Figure("reconstruction", "sampledAccuracy"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe.Name,-29} {seed,4}  {run.Description.Steps,5}  {run.Minutes,7:0.0}  {run.Description.Train.KlBits,4:0}  {forced:0.000}  {sampled,7:0.000}  {forced - sampled,5:0.000}  {run.Figure("reconstruction", "likeliestAccuracy"),9:0.000}  {run.Figure("reconstruction", "onsetF1"),5:0.000}  {run.Figure("reconstruction", "majorityBaseline"),8:0.000}  {run.Figure("reconstruction", "copyBaseline"),5:0.000}  {run.Figure("interpolation", "monotoneCurve"),10:0}  {run.Figure("interpolation", "meanRelativeCost"),5:0.00}  {run.Figure("interpolation", "meanRelativeCostBlend"),7:0.00}"));
    }

    private sealed record Task(string Name, string[] Folders);
}
