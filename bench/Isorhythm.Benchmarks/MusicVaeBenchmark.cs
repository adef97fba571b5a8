using System.Globalization;
using System.Text.Json;
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
        var data = Option(args, "--data") ?? throw new IsorhythmException("musicvae needs --data PATH, the folder that holds melodies, groove and songs.");
        var folder = Option(args, "--out") ?? throw new IsorhythmException("musicvae needs --out DIR, where its runs are kept and taken up again.");
        var steps = int.Parse(Option(args, "--steps") ?? "1000", CultureInfo.InvariantCulture);
        var seeds = (Option(args, "--seeds") ?? "1,2,3").Split(',').Select(ulong.Parse).ToArray();
        var only = Option(args, "--only");
        Console.WriteLine("recipe                        seed  steps  minutes  bits  forced  sampled   gap  majority   copy  Hamming up   cost  blend's");
        foreach (var task in Tasks.Where(task => only is null || task.Name.Contains(only, StringComparison.Ordinal)))
        {
            var corpus = task.Corpus(data, folder);
            foreach (var seed in seeds)
            {
                Measure(Recipe.Named($"musicvae-{task.Name}-flat-small"), corpus, folder, steps, seed);
                Measure(Recipe.Named($"musicvae-{task.Name}-small"), corpus, folder, steps, seed);
            }
        }
    }

    private static void Measure(Recipe recipe, Corpus corpus, string folder, int steps, ulong seed)
    {
        var model = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{recipe.Name}-{steps}-{seed}"));
        var log = Path.Combine(model, "training.jsonl");
        if (!File.Exists(Path.Combine(model, "model.json")))
        {
            var budget = recipe.With($"training.minimumSteps={steps}").With($"training.maximumSteps={steps}").With("training.patience=1");
            Trainer.Run(budget, corpus, model, new TrainingOptions(Seed: seed, Resume: File.Exists(Path.Combine(model, "checkpoint.safetensors"))));
        }

        var space = LatentSpace.Open(model);
        var report = Path.Combine(model, "report.json");
        if (!File.Exists(report))
        {
            var found = Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space));
            File.WriteAllText(Path.Combine(model, "report.html"), found.ToHtml());
            File.WriteAllText(report, found.ToJson());
        }

        using var figures = JsonDocument.Parse(File.ReadAllText(report));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe.Name,-29} {seed,4}  {space.Description.Steps,5}  {Minutes(log),7:0.0}  {space.Description.Train.KlBits,4:0}  {Figure("reconstruction", "teacherForcedAccuracy"):0.000}  {Figure("reconstruction", "sampledAccuracy"),7:0.000}  {Figure("reconstruction", "teacherForcedAccuracy") - Figure("reconstruction", "sampledAccuracy"),5:0.000}  {Figure("reconstruction", "majorityBaseline"),8:0.000}  {Figure("reconstruction", "copyBaseline"),5:0.000}  {Figure("interpolation", "monotoneCurve"),10:0}  {Figure("interpolation", "meanRelativeCost"),5:0.00}  {Figure("interpolation", "meanRelativeCostBlend"),7:0.00}"));

        double Figure(string protocol, string name) =>
            figures.RootElement.GetProperty("protocols").GetProperty(protocol).TryGetProperty(name, out var figure)
                ? figure.GetProperty("value").GetDouble() : double.NaN;
    }

    /// <summary>Wall time of the run's last part.</summary>
    private static double Minutes(string log)
    {
        using var line = JsonDocument.Parse(File.ReadLines(log).Last());
        return line.RootElement.GetProperty("seconds").GetDouble() / 60;
    }

    private static string? Option(string[] args, string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();

    private sealed record Task(string Name, string[] Folders)
    {
        /// <summary>The corpus, built at the first asking.</summary>
        internal Corpus Corpus(string data, string folder)
        {
            var representation = Representation.Named(Recipe.Named($"musicvae-{Name}-small").Representation);
            var path = Path.Combine(folder, $"{Name}.corpus");
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(folder);
                Latent.Corpus.BuildFile(MidiSource.Each([.. Folders.Select(name => Path.Combine(data, name))]), representation, path);
            }

            return Latent.Corpus.Open(path);
        }
    }
}
