using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>
/// FM-Music-VAE on Groove at the small size: with its prior and its flat metric, without the prior, without both, and MusicVAE, all with one budget of
/// steps, split by performance, on performances that training did not see. A run that was stopped goes on where it was.
/// </summary>
internal static class FlatManifoldBenchmark
{
    private const string Other = "musicvae-groove-2bar-small";

    private static readonly (string Recipe, int Dimensions)[] Models =
    [
        ("fm-music-vae-drums-2bar-small", 32),
        ("fm-music-vae-drums-2bar-normal-small", 32),
        ("fm-music-vae-drums-2bar-plain-small", 32),
        (Other, 32),
        (Other, 64),
        (Other, 512),
    ];

    private static readonly (string Title, string Protocol, string Figure)[] Columns =
    [
        ("F1", "reconstruction", "onsetF1"),
        ("wrong", "reconstruction", "onsetError"),
        ("vel", "reconstruction", "velocityError"),
        ("off", "reconstruction", "offsetError"),
        ("S med", "smoothness", "medianMaxHamming"),
        ("S mean", "smoothness", "meanMaxHamming"),
        ("max/ev", "smoothness", "maxOverEven"),
        ("cond", "geometry", "medianConditionNumber"),
        ("cond90", "geometry", "conditionNumber90"),
        ("mixup", "geometry", "medianConditionNumberMixup"),
        ("r", "geometry", "distanceCorrelation"),
        ("CV", "geometry", "distanceVariation"),
        ("dens", "attributes", "density"),
        ("vel", "attributes", "velocity"),
        ("off", "attributes", "offset"),
        ("d dens", "attributes", "density.change"),
        ("d vel", "attributes", "velocity.change"),
        ("d off", "attributes", "offset.change"),
    ];

    internal static void Run(string[] args)
    {
        var data = ModelRuns.Option(args, "--data") ?? throw new IsorhythmException("flat needs --data PATH, the folder that holds groove.");
        var folder = ModelRuns.Option(args, "--out") ?? throw new IsorhythmException("flat needs --out DIR, where its runs are kept and taken up again.");
        var steps = int.Parse(ModelRuns.Option(args, "--steps") ?? "2500", CultureInfo.InvariantCulture);
        var settings = ModelRuns.Options(args, "--set");
        var representation = Representation.Named(Recipe.Named(Other).Representation);
        var corpus = ModelRuns.Corpus(Path.Combine(folder, "groove-2bar.corpus"), representation, [Path.Combine(data, "groove")]);
        Console.WriteLine($"{"recipe",-37}   Z  seed  steps  minutes  train C  {string.Concat(Columns.Select(column => $"{column.Title,8}"))}");
        foreach (var seed in ModelRuns.Seeds(args))
        {
            foreach (var (name, dimensions) in Models.Where(model => IsAsked(args, model.Recipe, model.Dimensions)))
            {
                var recipe = settings.Aggregate(Recipe.Named(name).With($"prior.dimensions={dimensions}"), (changed, setting) => changed.With(setting));
                var change = string.Concat(settings.Select(setting => $"-{setting}"));
                var model = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{dimensions}-{steps}{change}-{seed}"));
                Print(ModelRuns.Measured(ModelRuns.Budget(recipe, steps), corpus, model, seed), recipe, corpus.Representation.Width, seed);
            }
        }
    }

    private static bool IsAsked(string[] args, string recipe, int dimensions) =>
        (ModelRuns.Option(args, "--only") ?? recipe) == recipe && (ModelRuns.Option(args, "--dimensions") ?? $"{dimensions}") == $"{dimensions}";

    private static void Print(ModelRuns.Run run, Recipe recipe, int width, ulong seed)
    {
        var train = run.Description.Train;
        var error = (train.Onset + train.Velocity + train.Microtiming) / width;
        var figures = Columns.Select(column => $"{Short(run.Figure(column.Protocol, column.Figure)),8}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{recipe.Name,-37} {recipe.Prior.Dimensions,3}  {seed,4}  {run.Description.Steps,5}  {run.Minutes,7:0.0}  {error,7:0.0000}  {string.Concat(figures)}"));
    }

    private static string Short(double value) =>
        double.IsNaN(value) ? "-" : value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", >= 1 => "0.00", >= 0.1 => "0.000", _ => "0.0000" }, CultureInfo.InvariantCulture);
}
