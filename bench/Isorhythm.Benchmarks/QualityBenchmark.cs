using System.Globalization;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Section 4.2 and tables 1 and 2 of FM-Music-VAE: pieces are sorted by a property, models learn the two ends, and their reconstruction of the middle is
/// measured. Whole pieces are sorted, by the mean of their phrases, so that no window of a piece of the middle is learned.
/// </summary>
internal static class QualityBenchmark
{
    private static readonly Set[] Sets =
    [
        new("drums", "drums-4x8x9", ["groove"], "fm-music-vae-drums-2bar-normal-small", "musicvae-groove-2bar-small", ["density", "velocity", "offset"]),
        new("piano", "melody-2bar", ["ryans-mammoth"], "fm-music-vae-piano-2bar-normal-small", "musicvae-mel-2bar-small", ["density", "pitch"]),
        new("cello", "solo-4bar", ["cello"], "fm-music-vae-cello-4bar-normal-small", "musicvae-mel-16bar-flat-small", ["density", "pitch"]),
    ];

    // MusicVAE of melodies with the flat model's width, dimensions, batch and rate, so that one budget of steps is fair to both; free bits as of two bars.
    private static readonly string[] LikeTheFlatOne =
    [
        "encoder.hidden=256", "decoder.hidden=256", "prior.dimensions=64", "objective.freeBits=48", "training.batch=64",
        "training.learningRate=0.003", "training.schedule=cosine",
    ];

    internal static void Run(string[] args)
    {
        var data = ModelRuns.Option(args, "--data") ?? throw new IsorhythmException("quality needs --data PATH, the folder that holds groove, ryans-mammoth and cello.");
        var folder = ModelRuns.Option(args, "--out") ?? throw new IsorhythmException("quality needs --out DIR, where its runs are kept and taken up again.");
        var steps = int.Parse(ModelRuns.Option(args, "--steps") ?? "1500", CultureInfo.InvariantCulture);
        var share = int.Parse(ModelRuns.Option(args, "--percent") ?? "50", CultureInfo.InvariantCulture);
        var only = ModelRuns.Option(args, "--only");
        Console.WriteLine($"{"recipe",-40} property  middle  seed  phrases  minutes  error of the middle");
        foreach (var set in Sets.Where(set => only is null || set.Name == only))
        {
            var corpus = ModelRuns.Corpus(
                Path.Combine(folder, $"{set.Name}.corpus"), Representation.Named(set.Representation), set.Folders.Select(name => Path.Combine(data, name)));
            foreach (var property in set.Properties)
            {
                var (ends, middle) = Split(corpus, corpus.Representation.Attributes.Single(attribute => attribute.Name == property), share);
                foreach (var seed in ModelRuns.Seeds(args))
                {
                    Measure(Recipe.Named(set.Flat), property, ends, middle, new(folder, steps, share, seed));
                    Measure(Other(set), property, ends, middle, new(folder, steps, share, seed));
                }
            }
        }
    }

    private static Recipe Other(Set set)
    {
        string[] settings = set.Name == "drums" ? [] : LikeTheFlatOne;
        return settings.Aggregate(Recipe.Named(set.Other).With($"representation={set.Representation}"), (recipe, setting) => recipe.With(setting));
    }

    /// <summary>The phrases of the pieces whose mean property lies in the middle, so many in a hundred of all, and of the pieces at both ends.</summary>
    private static (Corpus Ends, Corpus Middle) Split(Corpus corpus, PhraseAttribute property, int percent)
    {
        var pieces = corpus.Phrases.GroupBy(phrase => phrase.Source, StringComparer.Ordinal)
            .Select(piece => (Value: piece.Average(phrase => property.Of(phrase.Phrase)), Phrases: piece.ToArray()))
            .OrderBy(piece => piece.Value).ToArray();
        var (ends, middle) = (new List<CorpusPhrase>(), new List<CorpusPhrase>());
        var before = 0;
        foreach (var piece in pieces)
        {
            var at = 100.0 * (before + (piece.Phrases.Length / 2.0)) / corpus.Phrases.Count;
            (Math.Abs(at - 50) <= percent / 2.0 ? middle : ends).AddRange(piece.Phrases);
            before += piece.Phrases.Length;
        }

        return (new Corpus(corpus.Representation, ends), new Corpus(corpus.Representation, middle));
    }

    private static void Measure(Recipe recipe, string property, Corpus ends, Corpus middle, Budget budget)
    {
        var model = Path.Combine(
            budget.Folder, string.Create(CultureInfo.InvariantCulture, $"{recipe.Name}-{property}-{budget.Percent}-{budget.Steps}-{budget.Seed}"));
        var run = ModelRuns.Measured(ModelRuns.Budget(recipe, budget.Steps), ends, model, budget.Seed, middle, "reconstruction");
        var error = property switch
        {
            "velocity" or "offset" => run.Figure("reconstruction", property + "Error"),
            _ when middle.Representation is TokenRepresentation => 1 - run.Figure("reconstruction", "likeliestAccuracy"),
            _ => run.Figure("reconstruction", "onsetError"),
        };
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe.Name,-40} {property,-8}  {budget.Percent,5}%  {budget.Seed,4}  {middle.Phrases.Count,7}  {run.Minutes,7:0.0}  {error:0.0000}"));
    }

    /// <summary>Music, the two models that are compared on it, the other one in the representation of the flat one, and the properties that it is sorted by.</summary>
    private sealed record Set(string Name, string Representation, string[] Folders, string Flat, string Other, string[] Properties);

    private sealed record Budget(string Folder, int Steps, int Percent, ulong Seed);
}
