using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Benchmarks;

/// <summary>
/// MusAE at the small sizes: a flower of genres, one normal distribution, and no critic, with one budget of steps, split by song, on songs that training did
/// not see. A run that was stopped goes on where it was.
/// </summary>
internal static class MusaeBenchmark
{
    private const string Folders = "songs-by-genre";

    private static readonly (string Recipe, string Setting, int Steps)[] Models =
    [
        ("musae-2bar-small", "", 2000),
        ("musae-2bar-normal-small", "", 2000),
        ("musae-2bar-small", "objective.adversarial.weight=0", 2000),
        ("musae-16bar-small", "", 1200),
        ("musae-16bar-normal-small", "", 1200),
        ("musae-16bar-small", "objective.adversarial.weight=0", 1200),
    ];

    // What the paper's tables and figures show; the others take longer than the training.
    private static readonly string[] Protocols = ["reconstruction", "interpolation", "prior", "style"];

    private static readonly string[] Tracks = ["drums", "bass", "guitar", "strings"];

    internal static void Run(string[] args)
    {
        var data = ModelRuns.Option(args, "--data") ?? throw new IsorhythmException($"musae needs --data PATH, the folder that holds {Folders}.");
        var folder = ModelRuns.Option(args, "--out") ?? throw new IsorhythmException("musae needs --out DIR, where its runs are kept and taken up again.");
        var only = ModelRuns.Option(args, "--only");
        Console.WriteLine($"Eleven genres of {Folders} (ten of which have bands) stand in for the 32 of Lakh. Accuracy and onset F1: drums, bass, guitar, strings.");
        Console.WriteLine("recipe                     critic  seed  steps  minutes  accuracy                   commonest token            nearest phrase             onset F1                   to prior (floor)   learned, to prior   neighbours (shuffled)   separability");
        foreach (var seed in ModelRuns.Seeds(args))
        {
            foreach (var (name, setting, steps) in Models)
            {
                var critic = setting.Length > 0 ? "no" : "yes";
                if (only is not null && only != name && only != $"{name}-{critic}")
                {
                    continue;
                }

                var recipe = ModelRuns.Budget(setting.Length > 0 ? Recipe.Named(name).With(setting) : Recipe.Named(name), steps);
                var corpus = Songs(Path.Combine(folder, recipe.Representation + ".corpus"), recipe.Representation, Path.Combine(data, Folders));
                var model = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{critic}-{steps}-{seed}"));
                Print(ModelRuns.Measured(recipe, corpus, model, seed, protocols: [.. Protocols.Where(protocol => protocol != "style" || recipe.Prior.Kind == "flower")]), name, critic, seed);
            }
        }
    }

    private static Corpus Songs(string path, string representation, string songs)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Corpus.BuildFile(MidiSource.Each(songs), Representation.Named(representation), path, new TagChoice(SongTags.OfFolders));
        }

        return Corpus.Open(path);
    }

    private static void Print(ModelRuns.Run run, string name, string critic, ulong seed)
    {
        string Each(string figure) => string.Join(' ', Tracks.Select(track => run.Figure("reconstruction", $"{figure}.{track}").ToString("0.000", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-26} {critic,-6}  {seed,4}  {run.Description.Steps,5}  {run.Minutes,7:0.0}  {Each("likeliestAccuracy"),-25}  {Each("majorityAtStepBaseline"),-25}  {Each("copyBaseline"),-25}  {Each("onsetF1"),-25}  {run.Figure("prior", "slicedWasserstein"),8:0.0000} ({run.Figure("prior", "slicedWassersteinFloor"):0.0000})  {run.Figure("prior", "slicedWassersteinLearned"),17:0.0000}  {run.Figure("style", "neighbourCorrelation"),10:0.000} ({run.Figure("style", "neighbourCorrelationShuffled"):0.000})  {run.Figure("style", "linearSeparability"),12:0.000}"));
    }
}
