using System.Globalization;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>Trainings that a benchmark compares, each in a folder of its own: what is there is not done again, and what was stopped goes on.</summary>
internal static class ModelRuns
{
    /// <summary>A model that was trained and measured.</summary>
    /// <param name="Description">What it says of itself.</param>
    /// <param name="Minutes">The wall time of the training's last part.</param>
    /// <param name="Report">report.json.</param>
    internal sealed record Run(ModelDescription Description, double Minutes, JsonDocument Report)
    {
        /// <summary>A figure of the report; not a number where it has none.</summary>
        internal double Figure(string protocol, string name) =>
            Report.RootElement.GetProperty("protocols").TryGetProperty(protocol, out var figures) && figures.TryGetProperty(name, out var figure)
                ? figure.GetProperty("value").GetDouble() : double.NaN;
    }

    /// <summary>The recipe with so many steps to the end, and no sooner.</summary>
    internal static Recipe Budget(Recipe recipe, int steps) => recipe with
    {
        Training = recipe.Training with { MinimumSteps = steps, MaximumSteps = steps, Patience = 1 },
    };

    /// <summary>
    /// Trains a recipe by a seed into a folder and measures it, by every protocol that it can be measured by unless some are named; on what training held
    /// out unless it is to be another corpus.
    /// </summary>
    internal static Run Measured(Recipe recipe, Corpus corpus, string model, ulong seed, Corpus? others = null, params string[] protocols)
    {
        if (!File.Exists(Path.Combine(model, "model.json")))
        {
            Trainer.Run(recipe, corpus, model, new TrainingOptions(Seed: seed, Resume: File.Exists(Path.Combine(model, "checkpoint.safetensors"))));
        }

        var space = LatentSpace.Open(model);
        var report = Path.Combine(model, "report.json");
        if (!File.Exists(report))
        {
            var found = Evaluator.Run(space, others ?? corpus, protocols.Length > 0 ? protocols : Evaluator.ProtocolsFor(space));
            File.WriteAllText(Path.Combine(model, "report.html"), found.ToHtml());
            File.WriteAllText(report, found.ToJson());
        }

        return new(space.Description, Minutes(Path.Combine(model, "training.jsonl")), JsonDocument.Parse(File.ReadAllText(report)));
    }

    /// <summary>A corpus file of folders of music, built at the first asking.</summary>
    internal static Corpus Corpus(string path, Representation representation, IEnumerable<string> folders)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Latent.Corpus.BuildFile(MidiSource.Each([.. folders]), representation, path);
        }

        return Latent.Corpus.Open(path);
    }

    internal static string? Option(string[] args, string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();

    /// <summary>The values of an option that may be given several times.</summary>
    internal static string[] Options(string[] args, string name) => [.. args.Index().Where(arg => arg.Item == name).SelectMany(arg => args.Skip(arg.Index + 1).Take(1))];

    internal static ulong[] Seeds(string[] args) =>
        [.. (Option(args, "--seeds") ?? "1,2,3").Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture))];

    private static double Minutes(string log)
    {
        using var line = JsonDocument.Parse(File.ReadLines(log).Last());
        return line.RootElement.GetProperty("seconds").GetDouble() / 60;
    }
}
